'use client'

import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { useQuery } from 'urql'
import type { ApiKeyItemFragment } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FailureState } from '#ui/failure-state.tsx'
import { RelativeTime } from '#ui/moment.tsx'
import { Panel } from '#ui/panel.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { useToast } from '#ui/toasts.tsx'
import { apiKeysQuery, revokeApiKeyMutation } from './api-key-operations.ts'
import { CreateApiKeyDialog } from './create-api-key-dialog.tsx'
import { scopeWords } from './scope-words.ts'

/** Keys by which the viewer's programs call Orion. */
export function ApiKeysPage() {
  const [{ data, error }, read] = useQuery({ query: apiKeysQuery })
  const [isCreating, setCreating] = useState(false)
  const [chosen, setChosen] = useState<ApiKeyItemFragment | null>(null)
  const readAgain = () => read({ requestPolicy: 'network-only' })
  const keys = data?.apiKeys
  const add = (
    <Button variant="primary" size="small" icon={Plus} onClick={() => setCreating(true)}>
      New key
    </Button>
  )

  return (
    <Panel title="API keys" isPadded={false} aside={keys && keys.length > 0 && add}>
      {!keys && (error ? <FailureState error={error} onRetry={readAgain} /> : <SkeletonRows count={3} />)}
      {keys?.length === 0 && (
        <EmptyState
          icon={KeyRound}
          title="No API keys"
          message="A key lets a script or a program call Orion for you, with the rights you give it."
        >
          {add}
        </EmptyState>
      )}
      <ul className="divide-y divide-line">
        {keys?.map(key => (
          <li key={key.id}>
            <ApiKeyRow apiKey={key} onRevoke={() => setChosen(key)} />
          </li>
        ))}
      </ul>
      {isCreating && (
        <CreateApiKeyDialog
          scopes={data?.apiKeyScopes ?? []}
          onCreated={readAgain}
          onClose={() => setCreating(false)}
        />
      )}
      {chosen && <RevokeApiKeyDialog apiKey={chosen} onRevoked={readAgain} onClose={() => setChosen(null)} />}
    </Panel>
  )
}

function ApiKeyRow({ apiKey, onRevoke }: { apiKey: ApiKeyItemFragment; onRevoke: () => void }) {
  const { name, hint, scopes, createdAt, expiresAt, lastUsedAt, lastUsedIp } = apiKey
  return (
    <div className="flex items-center gap-3.5 px-4 py-3.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="break-words font-medium">{name}</span>
          <span className="font-mono text-subtle text-xs">…{hint}</span>
        </p>
        <p className="text-muted text-xs">
          {lastUsedAt ? (
            <>
              used <RelativeTime at={lastUsedAt} />
              {lastUsedIp && ` from ${lastUsedIp}`}
            </>
          ) : (
            'never used'
          )}
          {' · '}made <RelativeTime at={createdAt} />
          {' · '}ends <RelativeTime at={expiresAt} />
        </p>
        <p className="mt-1.5 flex flex-wrap gap-1.5">
          <Badge>reads</Badge>
          {scopes
            .filter(scope => scope !== 'read')
            .map(scope => (
              <Badge key={scope} tone="accent" title={scopeWords(scope)}>
                {scope}
              </Badge>
            ))}
        </p>
      </div>
      <Button size="small" variant="danger" onClick={onRevoke}>
        Revoke
        <span className="sr-only"> {name}</span>
      </Button>
    </div>
  )
}

interface RevokeApiKeyDialogProps {
  apiKey: ApiKeyItemFragment
  onRevoked: () => void
  onClose: () => void
}

function RevokeApiKeyDialog({ apiKey, onRevoked, onClose }: RevokeApiKeyDialogProps) {
  const toast = useToast()
  const { send, problems, isBusy } = useFormMutation(
    revokeApiKeyMutation,
    data => data.revokeApiKey.userErrors,
  )
  const revoke = async () => {
    if (!(await send({ input: { id: apiKey.id } }))) return
    toast({ tone: 'ok', message: `The key “${apiKey.name}” is revoked.` })
    onRevoked()
    onClose()
  }
  return (
    <ConfirmDialog
      title={`Revoke “${apiKey.name}”?`}
      confirm="Revoke the key"
      isBusy={isBusy}
      problem={problems.whole}
      onConfirm={() => void revoke()}
      onClose={onClose}
    >
      <p>Whatever uses it is refused from now on. This cannot be taken back; make a new key instead.</p>
    </ConfirmDialog>
  )
}
