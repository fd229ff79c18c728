'use client'

import { AccountPart } from './account-part.tsx'
import { FirstPasswordPanel } from './first-password-panel.tsx'
import { LinkedAccountsPanel } from './linked-accounts-panel.tsx'
import { PasswordPanel } from './password-panel.tsx'
import { SecondFactorPanel } from './second-factor-panel.tsx'

interface SecurityPageProps {
  /** Names of the other providers one can sign in with. */
  providers: readonly string[]
  /** Why linking one failed; null when it did not. */
  linkFailure: string | null
}

/** How one signs in. */
export function SecurityPage({ providers, linkFailure }: SecurityPageProps) {
  return (
    <AccountPart>
      {(account, readAgain) => (
        <div className="space-y-5">
          {account.needsOnboarding ? <FirstPasswordPanel /> : <PasswordPanel account={account} />}
          <SecondFactorPanel account={account} onChanged={readAgain} />
          <LinkedAccountsPanel providers={providers} failure={linkFailure} />
        </div>
      )}
    </AccountPart>
  )
}
