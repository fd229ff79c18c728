import type { Metadata } from 'next'
import { MailsPage } from '#admin/mails-page.tsx'

export const metadata: Metadata = { title: 'Mails' }

export default function Page() {
  return <MailsPage />
}
