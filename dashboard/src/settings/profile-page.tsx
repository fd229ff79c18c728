'use client'

import { AccountPart } from './account-part.tsx'
import { ProfilePanel } from './profile-panel.tsx'

/** Who one is, as others see it. */
export function ProfilePage() {
  return <AccountPart>{account => <ProfilePanel key={account.id} account={account} />}</AccountPart>
}
