import type { ReactNode } from 'react'
import { SectionTabs } from '#shell/section-tabs.tsx'
import { PageHeader } from '#ui/page-header.tsx'

const SECTIONS = [
  { href: '/settings/profile', label: 'Profile' },
  { href: '/settings/security', label: 'Security' },
  { href: '/settings/sessions', label: 'Sessions' },
  { href: '/settings/notifications', label: 'Notifications' },
  { href: '/settings/api-keys', label: 'API keys' },
  { href: '/settings/webhooks', label: 'Webhooks' },
]

/** Around the pages on which people look after their own account. */
export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title="Settings" lead="Your account, and how Orion reaches you." />
      <SectionTabs label="Settings" sections={SECTIONS} />
      {children}
    </div>
  )
}
