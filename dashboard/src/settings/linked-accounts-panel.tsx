'use client'

import { useState } from 'react'
import { useQuery } from 'urql'
import type { LinkedAccountItemFragment, SignInProvider } from '#generated/graphql.ts'
import { Button } from '#ui/button.tsx'
import { FailureState } from '#ui/failure-state.tsx'
import { FormProblem } from '#ui/form.tsx'
import { RelativeTime } from '#ui/moment.tsx'
import { Panel } from '#ui/panel.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { LinkDialog, PROVIDERS, UnlinkDialog } from './linked-account-dialogs.tsx'
import { linkedAccountsQuery } from './linked-account-operations.ts'

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
  const [wanted, setWanted] = useState<SignInProvider | null>(null)
  const readAgain = () => read({ requestPolicy: 'network-only' })
  const linked = data?.linkedAccounts
  // Also those of a provider that is not set up any more, so that they can be taken away.
  const shown = Object.keys(PROVIDERS).filter(
    (name): name is SignInProvider =>
      providers.includes(name.toLowerCase()) || Boolean(linked?.some(({ provider }) => provider === name)),
  )
  if (shown.length === 0) return null

  return (
    <Panel title="Linked accounts" isPadded={false}>
      {failure && (
        <div className="p-4 pb-0">
          <FormProblem>{failure}</FormProblem>
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
                  <Button size="small" onClick={() => setWanted(provider)}>
                    Link
                    <span className="sr-only"> {PROVIDERS[provider]}</span>
                  </Button>
                )}
              </li>
            )
          })}
      </ul>
      {wanted && <LinkDialog provider={wanted} onClose={() => setWanted(null)} />}
      {chosen && <UnlinkDialog account={chosen} onDone={readAgain} onClose={() => setChosen(null)} />}
    </Panel>
  )
}
