'use client'

import { useState } from 'react'
import { useQuery } from 'urql'
import type { LinkedAccountItemFragment, SignInProvider } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { Button } from '#ui/button.tsx'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { FailureState } from '#ui/failure-state.tsx'
import { FormProblem } from '#ui/form.tsx'
import { RelativeTime } from '#ui/moment.tsx'
import { Panel } from '#ui/panel.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { useToast } from '#ui/toasts.tsx'
import {
  linkAccountMutation,
  linkedAccountsQuery,
  unlinkAccountMutation,
} from './linked-account-operations.ts'

const PROVIDERS: Record<SignInProvider, string> = { GITHUB: 'GitHub', GOOGLE: 'Google' }

interface LinkedAccountsPanelProps {
  /** Names of the providers that are set up, as REST writes them: in lower case. */
  providers: readonly string[]
  /** Why the last linking failed; null when it did not. */
  failure: string | null
}

/** The accounts at other providers by which the viewer can sign in; nothing where there is no provider. */
export function LinkedAccountsPanel({ providers, failure }: LinkedAccountsPanelProps) {
  const [{ data, error }, read] = useQuery({ query: linkedAccountsQuery })
  const [chosen, setChosen] = useState<LinkedAccountItemFragment | null>(null)
  const [leavingTo, setLeavingTo] = useState<SignInProvider | null>(null)
  const { send, problems } = useFormMutation(linkAccountMutation, data => data.linkAccount.userErrors, {
    isSecret: true,
  })
  const readAgain = () => read({ requestPolicy: 'network-only' })
  const linked = data?.linkedAccounts
  // Also those of a provider that is not set up any more, so that they can be taken away.
  const shown = Object.keys(PROVIDERS).filter(
    (name): name is SignInProvider =>
      providers.includes(name.toLowerCase()) || Boolean(linked?.some(({ provider }) => provider === name)),
  )
  if (shown.length === 0) return null

  const link = async (provider: SignInProvider) => {
    setLeavingTo(provider)
    const begun = await send({ input: { provider, next: '/settings/security' } })
    if (begun?.linkAccount.url) window.location.assign(begun.linkAccount.url)
    else setLeavingTo(null)
  }

  return (
    <Panel title="Linked accounts" isPadded={false}>
      {(failure || problems.whole) && (
        <div className="p-4 pb-0">
          <FormProblem>{problems.whole ?? failure}</FormProblem>
        </div>
      )}
      {!linked && (error ? <FailureState error={error} onRetry={readAgain} /> : <SkeletonRows count={2} />)}
      <ul className="divide-y divide-line">
        {linked &&
          shown.map(provider => {
            const account = linked.find(one => one.provider === provider)
            return (
              <li key={provider} className="flex items-center gap-3.5 px-4 py-3.5">
                <div className="min-w-0 flex-1">
                  <p className="font-medium">{PROVIDERS[provider]}</p>
                  <p className="truncate text-muted text-xs">
                    {account ? (
                      <>
                        {account.email && `${account.email} · `}used <RelativeTime at={account.lastUsedAt} />
                      </>
                    ) : (
                      'Not linked'
                    )}
                  </p>
                </div>
                {account ? (
                  <Button size="small" variant="danger" onClick={() => setChosen(account)}>
                    Take away
                    <span className="sr-only"> {PROVIDERS[provider]}</span>
                  </Button>
                ) : (
                  <Button
                    size="small"
                    isBusy={leavingTo === provider}
                    disabled={leavingTo !== null}
                    onClick={() => void link(provider)}
                  >
                    Link
                    <span className="sr-only"> {PROVIDERS[provider]}</span>
                  </Button>
                )}
              </li>
            )
          })}
      </ul>
      {chosen && <UnlinkDialog account={chosen} onDone={readAgain} onClose={() => setChosen(null)} />}
    </Panel>
  )
}

interface UnlinkDialogProps {
  account: LinkedAccountItemFragment
  onDone: () => void
  onClose: () => void
}

function UnlinkDialog({ account, onDone, onClose }: UnlinkDialogProps) {
  const toast = useToast()
  const name = PROVIDERS[account.provider]
  const { send, problems, isBusy } = useFormMutation(
    unlinkAccountMutation,
    data => data.unlinkAccount.userErrors,
  )
  const unlink = async () => {
    if (!(await send({ input: { provider: account.provider } }))) return
    toast({ tone: 'ok', message: `${name} lets nobody in here any more.` })
    onDone()
    onClose()
  }
  return (
    <ConfirmDialog
      title={`Take ${name} away?`}
      confirm="Take it away"
      isBusy={isBusy}
      problem={problems.whole}
      onConfirm={() => void unlink()}
      onClose={onClose}
    >
      <p>You can no longer sign in by it. You can link it again later.</p>
    </ConfirmDialog>
  )
}
