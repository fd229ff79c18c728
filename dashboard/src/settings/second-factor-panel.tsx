'use client'

import { ShieldCheck, ShieldOff } from 'lucide-react'
import { useState } from 'react'
import type { AccountFragment } from '#generated/graphql.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Panel } from '#ui/panel.tsx'
import { DisableTotpDialog } from './disable-totp-dialog.tsx'
import { EnrolTotpDialog } from './enrol-totp-dialog.tsx'
import { RenewCodesDialog } from './renew-codes-dialog.tsx'

interface SecondFactorPanelProps {
  account: AccountFragment
  /** Reads the account again. */
  onChanged: () => void
}

/** Whether signing in takes a code besides the password. */
export function SecondFactorPanel({ account, onChanged }: SecondFactorPanelProps) {
  const [open, setOpen] = useState<'enrol' | 'renew' | 'disable' | null>(null)
  const close = () => setOpen(null)
  const { hasSecondFactor, recoveryCodesLeft, needsOnboarding } = account

  return (
    <Panel
      title="Second factor"
      aside={
        hasSecondFactor ? (
          <Badge tone="ok" icon={ShieldCheck}>
            On
          </Badge>
        ) : (
          <Badge icon={ShieldOff}>Off</Badge>
        )
      }
    >
      <div className="space-y-3">
        {hasSecondFactor ? (
          <>
            <p className="text-muted">Signing in takes a code of your authenticator app.</p>
            <p className={(recoveryCodesLeft ?? 0) < 3 ? 'text-warn' : 'text-muted'}>
              {recoveryCodesLeft === 1
                ? 'One recovery code is left.'
                : `${recoveryCodesLeft ?? 0} recovery codes are left.`}
            </p>
            <div className="flex flex-wrap gap-2">
              <Button onClick={() => setOpen('renew')}>New recovery codes</Button>
              <Button variant="danger" onClick={() => setOpen('disable')}>
                Turn it off
              </Button>
            </div>
          </>
        ) : (
          <>
            <p className="text-muted">
              With an authenticator app, a stolen password alone lets nobody in: signing in also takes a code
              that the app shows.
            </p>
            {needsOnboarding ? (
              <p className="text-muted">It stands beside a password, so choose yours first.</p>
            ) : (
              <Button variant="primary" onClick={() => setOpen('enrol')}>
                Set it up
              </Button>
            )}
          </>
        )}
      </div>
      {open === 'enrol' && <EnrolTotpDialog account={account} onDone={onChanged} onClose={close} />}
      {open === 'renew' && <RenewCodesDialog account={account} onDone={onChanged} onClose={close} />}
      {open === 'disable' && <DisableTotpDialog account={account} onDone={onChanged} onClose={close} />}
    </Panel>
  )
}
