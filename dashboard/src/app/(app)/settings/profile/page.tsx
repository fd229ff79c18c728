import type { Metadata } from 'next'
import { ProfilePage } from '#settings/profile-page.tsx'

export const metadata: Metadata = { title: 'Profile' }

export default function Page() {
  return <ProfilePage />
}
