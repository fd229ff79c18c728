import type { Metadata } from 'next'
import { Unsubscribe } from '#entry/unsubscribe.tsx'

export const metadata: Metadata = { title: 'No more mails' }

export default function Page() {
  return <Unsubscribe />
}
