'use client'

import { AccountPart } from './account-part.tsx'
import { EmailPanel } from './email-panel.tsx'
import { ProfilePanel } from './profile-panel.tsx'

/** Who one is, as others see it, and how one is reached. */
export function ProfilePage() {
  return (
    <AccountPart>
      {(account, readAgain) => (
        <div className="space-y-5">
          <ProfilePanel key={account.id} account={account} onPictureChanged={readAgain} />
          <EmailPanel account={account} />
        </div>
      )}
    </AccountPart>
  )
}
