import type { Metadata } from 'next'
import { AcceptInvitation } from '#entry/accept-invitation.tsx'

export const metadata: Metadata = { title: 'Accept the invitation' }

export default function Page() {
  return <AcceptInvitation />
}
