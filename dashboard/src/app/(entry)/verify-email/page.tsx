import type { Metadata } from 'next'
import { VerifyEmail } from '#entry/verify-email.tsx'

export const metadata: Metadata = { title: 'Confirm your address' }

export default function Page() {
  return <VerifyEmail />
}
