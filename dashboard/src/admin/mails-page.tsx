'use client'

import { MailCheck } from 'lucide-react'
import { useState } from 'react'
import { useQuery } from 'urql'
import type { MailItemFragment, MailState } from '#generated/graphql.ts'
import { Badge, type Tone } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { RelativeTime } from '#ui/moment.tsx'
import { PagedList } from '#ui/paged-list.tsx'
import { MailDialog } from './mail-dialog.tsx'
import { mailsQuery } from './operations.ts'

const LOOKS: Record<MailState, [string, Tone]> = {
  WAITING: ['Waits to be sent', 'info'],
  SENT: ['Sent', 'ok'],
  KEPT: ['Not sent: no mail server', 'warn'],
  FAILED: ['Refused', 'bad'],
}

/** The mails of Orion. Those that no mail server has yet can be read here, so that their links reach people. */
export function MailsPage() {
  const [after, setAfter] = useState<string | null>(null)
  const [chosen, setChosen] = useState<MailItemFragment | null>(null)
  const [{ data, error, fetching }, read] = useQuery({ query: mailsQuery, variables: { after } })
  return (
    <>
      <p className="mb-3 text-muted">
        Mails of the last 30 days. Without a mail server they are kept in a folder, and you can pass on what
        they say.
      </p>
      <PagedList
        label="Mails"
        connection={data?.mails}
        error={error}
        isFetching={fetching}
        onRetry={() => read({ requestPolicy: 'network-only' })}
        onMore={setAfter}
        empty={
          <EmptyState
            icon={MailCheck}
            title="No mails yet"
            message="Invitations, links for new passwords and mails about notifications are listed here."
          />
        }
      >
        {mail => <MailRow mail={mail} onOpen={() => setChosen(mail)} />}
      </PagedList>
      {chosen && <MailDialog mail={chosen} onClose={() => setChosen(null)} />}
    </>
  )
}

function MailRow({ mail, onOpen }: { mail: MailItemFragment; onOpen: () => void }) {
  const { recipient, template, state, error, createdAt } = mail
  const [label, tone] = LOOKS[state]
  return (
    <div className="flex items-center gap-3 px-4 py-3">
      <div className="grid min-w-0 flex-1 grid-cols-1 gap-x-4 gap-y-1 md:grid-cols-[minmax(0,1fr)_13rem_7rem] md:items-center">
        <div className="min-w-0">
          <p className="truncate font-medium">{recipient}</p>
          <p className="truncate text-muted text-xs">{template.replaceAll('-', ' ')}</p>
          {error && <p className="break-words text-bad text-xs">{error}</p>}
        </div>
        <Badge tone={tone}>{label}</Badge>
        <p className="text-subtle text-xs">
          <RelativeTime at={createdAt} />
        </p>
      </div>
      {state !== 'SENT' && (
        <Button size="small" onClick={onOpen}>
          Read
          <span className="sr-only"> the mail to {recipient}</span>
        </Button>
      )}
    </div>
  )
}
