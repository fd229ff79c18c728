'use client'

import { AccountPart } from './account-part.tsx'
import { PasswordPanel } from './password-panel.tsx'
import { SecondFactorPanel } from './second-factor-panel.tsx'

/** How one signs in. */
export function SecurityPage() {
  return (
    <AccountPart>
      {(account, readAgain) => (
        <div className="space-y-5">
          <PasswordPanel account={account} />
          <SecondFactorPanel account={account} onChanged={readAgain} />
        </div>
      )}
    </AccountPart>
  )
}
