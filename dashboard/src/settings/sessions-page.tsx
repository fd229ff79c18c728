'use client'

import { LogOut, MonitorSmartphone, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { useQuery } from 'urql'
import type { SessionItemFragment } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { signOut } from '#session/browser-session.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { FailureState } from '#ui/failure-state.tsx'
import { RelativeTime } from '#ui/moment.tsx'
import { Panel } from '#ui/panel.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { useToast } from '#ui/toasts.tsx'
import { deviceName, isHandheld } from './device-name.ts'
import { logOutEverywhereMutation, revokeSessionMutation, sessionsQuery } from './operations.ts'

/** Where the viewer is signed in, and the way to end it. */
export function SessionsPage() {
  const [{ data, error }, read] = useQuery({ query: sessionsQuery })
  const [chosen, setChosen] = useState<SessionItemFragment | 'all' | null>(null)
  const readAgain = () => read({ requestPolicy: 'network-only' })

  return (
    <Panel
      title="Where you are signed in"
      isPadded={false}
      aside={
        data?.sessions && (
          <Button size="small" variant="danger" icon={LogOut} onClick={() => setChosen('all')}>
            Sign out everywhere
          </Button>
        )
      }
    >
      {!data?.sessions &&
        (error ? <FailureState error={error} onRetry={readAgain} /> : <SkeletonRows count={3} />)}
      <ul className="divide-y divide-line">
        {data?.sessions?.map(session => (
          <li key={session.id}>
            <SessionRow session={session} onEnd={() => setChosen(session)} />
          </li>
        ))}
      </ul>
      {chosen === 'all' && <SignOutEverywhereDialog onClose={() => setChosen(null)} />}
      {chosen && chosen !== 'all' && (
        <EndSessionDialog session={chosen} onEnded={readAgain} onClose={() => setChosen(null)} />
      )}
    </Panel>
  )
}

function SessionRow({ session, onEnd }: { session: SessionItemFragment; onEnd: () => void }) {
  const { userAgent, ipAddress, isCurrent, createdAt, lastUsedAt } = session
  const Icon = isHandheld(userAgent) ? Smartphone : MonitorSmartphone
  return (
    <div className="flex items-center gap-3.5 px-4 py-3.5">
      <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-sunken text-muted">
        <Icon aria-hidden className="size-[1.125rem]" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="break-words font-medium" title={userAgent ?? undefined}>
            {deviceName(userAgent)}
          </span>
          {isCurrent && <Badge tone="ok">This session</Badge>}
        </p>
        <p className="text-muted text-xs">
          {ipAddress && <span className="break-all">{ipAddress} · </span>}
          used <RelativeTime at={lastUsedAt} /> · since <RelativeTime at={createdAt} />
        </p>
      </div>
      {!isCurrent && (
        <Button size="small" variant="danger" icon={LogOut} onClick={onEnd}>
          End
          <span className="sr-only"> the session of {deviceName(userAgent)}</span>
        </Button>
      )}
    </div>
  )
}

interface EndSessionDialogProps {
  session: SessionItemFragment
  onEnded: () => void
  onClose: () => void
}

function EndSessionDialog({ session, onEnded, onClose }: EndSessionDialogProps) {
  const toast = useToast()
  const { send, problems, isBusy } = useFormMutation(
    revokeSessionMutation,
    data => data.revokeSession.userErrors,
  )
  const end = async () => {
    if (!(await send({ input: { id: session.id } }))) return
    toast({ tone: 'ok', message: 'The session is ended.' })
    onEnded()
    onClose()
  }
  return (
    <ConfirmDialog
      title="End this session?"
      confirm="End the session"
      isBusy={isBusy}
      problem={problems.whole}
      onConfirm={() => void end()}
      onClose={onClose}
    >
      <p>{deviceName(session.userAgent)} is signed out at once, and has to sign in again.</p>
    </ConfirmDialog>
  )
}

function SignOutEverywhereDialog({ onClose }: { onClose: () => void }) {
  const { send, problems, isBusy } = useFormMutation(
    logOutEverywhereMutation,
    data => data.logOutEverywhere.userErrors,
  )
  const endAll = async () => {
    if (!(await send({}))) return
    // Also without an answer: the session is over, and no page can show anything.
    if (!(await signOut())) window.location.assign('/sign-in')
  }
  return (
    <ConfirmDialog
      title="Sign out everywhere?"
      confirm="Sign out everywhere"
      isBusy={isBusy}
      problem={problems.whole}
      onConfirm={() => void endAll()}
      onClose={onClose}
    >
      <p>All your sessions end at once, this one included. Your API keys stay.</p>
    </ConfirmDialog>
  )
}
