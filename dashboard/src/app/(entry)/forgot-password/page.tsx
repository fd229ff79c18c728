import type { Metadata } from 'next'
import { ForgotPassword } from '#entry/forgot-password.tsx'

export const metadata: Metadata = { title: 'Forgotten password' }

export default function Page() {
  return <ForgotPassword />
}
