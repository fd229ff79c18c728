import type { ReactNode } from 'react'
import { AdminsOnly } from '#admin/admins-only.tsx'
import { SectionTabs } from '#shell/section-tabs.tsx'
import { PageHeader } from '#ui/page-header.tsx'

const SECTIONS = [
  { href: '/admin/users', label: 'Users' },
  { href: '/admin/invitations', label: 'Invitations' },
  { href: '/admin/audit-log', label: 'Audit log' },
  { href: '/admin/mails', label: 'Mails' },
  { href: '/admin/dead-letters', label: 'Dead letters' },
]

/** Around the pages for admins. */
export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title="Administration" lead="Who may come in, what they did, and what went wrong." />
      <SectionTabs label="Administration" sections={SECTIONS} />
      <AdminsOnly>{children}</AdminsOnly>
    </>
  )
}
