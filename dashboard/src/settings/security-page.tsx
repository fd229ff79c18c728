'use client'

import { AccountPart } from './account-part.tsx'
import { PasswordPanel } from './password-panel.tsx'

/** How one signs in. */
export function SecurityPage() {
  return (
    <AccountPart>
      {account => (
        <div className="space-y-5">
          <PasswordPanel account={account} />
        </div>
      )}
    </AccountPart>
  )
}
