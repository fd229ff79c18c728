'use client'

import { ArrowUpRight } from 'lucide-react'
import { useMutation } from 'urql'
import type { ContentPublicationsQuery } from '#generated/graphql.ts'
import { whatWentWrong } from '#graph/failure.ts'
import { PublicationBadge } from '#pipeline/status-badges.tsx'
import { useCanEdit } from '#shell/viewer.tsx'
import { Button, buttonClasses } from '#ui/button.tsx'
import { PartFailure } from '#ui/failure-state.tsx'
import { fullMoment } from '#ui/format.ts'
import { RelativeTime } from '#ui/moment.tsx'
import { Panel } from '#ui/panel.tsx'
import { useToast } from '#ui/toasts.tsx'
import { cancelPublicationMutation, retryPublicationMutation } from './operations.ts'
import type { ContentParts } from './use-content.ts'

type Publication = NonNullable<NonNullable<ContentPublicationsQuery['content']>['publications']>[number]

interface PublicationsPanelProps {
  part: ContentParts['publications']
  onChanged: () => void
}

/** Where the content was or will be posted. Hidden while it is nowhere. */
export function PublicationsPanel({ part, onChanged }: PublicationsPanelProps) {
  const publications = part.value ?? []
  if (publications.length === 0 && !part.error) return null
  return (
    <Panel title="Publications">
      {part.error && <PartFailure what="Publications" error={part.error} onRetry={onChanged} />}
      <ul className="divide-y divide-line">
        {publications.map(publication => (
          <li key={publication.id} className="py-3 first:pt-0 last:pb-0">
            <PublicationRow publication={publication} onChanged={onChanged} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function PublicationRow({ publication, onChanged }: { publication: Publication; onChanged: () => void }) {
  const { account, platform, status, text, postUrl, error, scheduledAt, publishedAt, createdAt } = publication
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{account?.displayName ?? platform.toLowerCase()}</span>
          <PublicationBadge status={status} />
          <span className="text-subtle text-xs">
            {status === 'SCHEDULED' && scheduledAt ? (
              `for ${fullMoment(scheduledAt)}`
            ) : (
              <RelativeTime at={publishedAt ?? createdAt} />
            )}
          </span>
        </p>
        <p className="mt-0.5 line-clamp-2 text-muted">{text}</p>
        {error && <p className="mt-1 break-words text-bad">{error}</p>}
      </div>
      <div className="flex gap-2">
        {postUrl && (
          <a href={postUrl} target="_blank" rel="noreferrer" className={buttonClasses({ size: 'small' })}>
            View post
            <ArrowUpRight aria-hidden className="size-4" />
          </a>
        )}
        <PublicationActions publication={publication} onChanged={onChanged} />
      </div>
    </div>
  )
}

function PublicationActions({
  publication: { id, status },
  onChanged,
}: {
  publication: Publication
  onChanged: () => void
}) {
  const canEdit = useCanEdit()
  const toast = useToast()
  const [cancelling, cancel] = useMutation(cancelPublicationMutation)
  const [retrying, retry] = useMutation(retryPublicationMutation)

  const report = (problem: { message: string } | null, success: string) => {
    toast(problem ? { tone: 'bad', message: problem.message } : { tone: 'ok', message: success })
    onChanged()
  }
  const cancelIt = async () => {
    const { data, error } = await cancel({ input: { id } })
    report(whatWentWrong(error, data?.cancelPublication.userErrors), 'The publication was cancelled.')
  }
  const retryIt = async () => {
    const { data, error } = await retry({ input: { id } })
    report(whatWentWrong(error, data?.retryPublication.userErrors), 'The publication is tried again.')
  }

  if (!canEdit) return null
  return (
    <>
      {(status === 'SCHEDULED' || status === 'QUEUED') && (
        <Button size="small" isBusy={cancelling.fetching} onClick={() => void cancelIt()}>
          Cancel
        </Button>
      )}
      {status === 'FAILED' && (
        <Button size="small" isBusy={retrying.fetching} onClick={() => void retryIt()}>
          Try again
        </Button>
      )}
    </>
  )
}
