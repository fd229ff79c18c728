import type { Metadata } from 'next'
import { Register } from '#entry/register.tsx'

export const metadata: Metadata = { title: 'Register' }

export default function Page() {
  return <Register />
}
