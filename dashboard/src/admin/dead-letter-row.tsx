import type { DeadLetterItemFragment } from '#generated/graphql.ts'
import { SERVICE } from '#pipeline/names.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { RelativeTime } from '#ui/moment.tsx'

interface DeadLetterRowProps {
  letter: DeadLetterItemFragment
  onReplay: () => void
}

/** Something that was given up: what, by whom, why, and whether it was tried again. */
export function DeadLetterRow({ letter, onReplay }: DeadLetterRowProps) {
  const { service, kind, name, error, attempts, failedAt, replayedAt } = letter
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="break-all font-medium">{name}</span>
          <Badge>{kind === 'EVENT' ? 'Event' : 'Job'}</Badge>
          <Badge tone={replayedAt ? 'neutral' : 'warn'}>{replayedAt ? 'Tried again' : 'Waits'}</Badge>
        </p>
        <p className="mt-0.5 line-clamp-4 whitespace-pre-wrap break-words text-bad text-xs">{error}</p>
        <p className="mt-0.5 text-muted text-xs">
          {SERVICE[service]} gave it up <RelativeTime at={failedAt} />, after{' '}
          {attempts === 1 ? 'one try' : `${attempts} tries`}
          {replayedAt && (
            <>
              {' · '}tried again <RelativeTime at={replayedAt} />
            </>
          )}
        </p>
      </div>
      <Button size="small" onClick={onReplay}>
        {replayedAt ? 'Replay once more' : 'Replay'}
        <span className="sr-only">
          {' '}
          {name} of {SERVICE[service]}
        </span>
      </Button>
    </div>
  )
}
