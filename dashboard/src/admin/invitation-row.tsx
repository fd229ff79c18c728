'use client'

import type { InvitationItemFragment, InvitationState } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { ROLE } from '#pipeline/names.ts'
import { Badge, type Tone } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { FormProblem } from '#ui/form.tsx'
import { RelativeTime } from '#ui/moment.tsx'
import { useToast } from '#ui/toasts.tsx'
import { resendInvitationMutation } from './invitation-operations.ts'

const STATES: Record<InvitationState, [string, Tone]> = {
  PENDING: ['Open', 'info'],
  EXPIRED: ['Too old', 'warn'],
  ACCEPTED: ['Accepted', 'ok'],
  REVOKED: ['Taken back', 'neutral'],
}

interface InvitationRowProps {
  invitation: InvitationItemFragment
  onRevoke: () => void
}

/** One invitation, and what can still be done with it. */
export function InvitationRow({ invitation, onRevoke }: InvitationRowProps) {
  const toast = useToast()
  const { send, problems, isBusy } = useFormMutation(
    resendInvitationMutation,
    data => data.resendInvitation.userErrors,
  )
  const { id, email, name, role, state, sentAt, invitedBy } = invitation
  const [label, tone] = STATES[state]
  const isOpen = state === 'PENDING' || state === 'EXPIRED'

  const resend = async () => {
    if (!(await send({ input: { id } }))) return
    toast({ tone: 'ok', message: `A new link is on its way to ${email}; the old one works no longer.` })
  }

  return (
    <div className="space-y-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="grid min-w-56 flex-1 grid-cols-1 gap-x-4 gap-y-1 md:grid-cols-[minmax(0,1fr)_12rem_12rem] md:items-center">
          <div className="min-w-0">
            <p className="truncate font-medium">{name}</p>
            <p className="truncate text-muted text-xs">{email}</p>
          </div>
          <p className="flex flex-wrap gap-1.5">
            <Badge tone={tone}>{label}</Badge>
            <Badge>{ROLE[role]}</Badge>
          </p>
          <p className="text-muted text-xs">
            Sent <RelativeTime at={sentAt} />
            {invitedBy && ` by ${invitedBy.name}`}
          </p>
        </div>
        {isOpen && (
          <div className="flex gap-2">
            <Button size="small" isBusy={isBusy} onClick={() => void resend()}>
              Send again
              <span className="sr-only"> to {email}</span>
            </Button>
            <Button size="small" variant="danger" onClick={onRevoke}>
              Take back
              <span className="sr-only"> the invitation of {email}</span>
            </Button>
          </div>
        )}
      </div>
      <FormProblem>{problems.whole}</FormProblem>
    </div>
  )
}
