import type { Metadata } from 'next'
import { PreferencesPage } from '#settings/preferences-page.tsx'

export const metadata: Metadata = { title: 'Notification settings' }

export default function Page() {
  return <PreferencesPage />
}
