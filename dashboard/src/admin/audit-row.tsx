import { clsx } from 'clsx'
import { ChevronRight } from 'lucide-react'
import type { AuditItemFragment } from '#generated/graphql.ts'
import { deviceName } from '#settings/device-name.ts'
import { fullMoment } from '#ui/format.ts'
import { RelativeTime } from '#ui/moment.tsx'
import { AUDIT_WORDS } from './audit-words.ts'

interface AuditRowProps {
  entry: AuditItemFragment
  onChooseActor: (id: string) => void
}

/** One act, with all that is known of it when it is opened. */
export function AuditRow({ entry, onChooseActor }: AuditRowProps) {
  const { action, at, actorId, actor, subjectId, subject, ipAddress, userAgent, sessionId, apiKey } = entry
  const { says, isAlarming } = AUDIT_WORDS[action]
  const isOnAnother = subject && subject.id !== actorId
  return (
    <details className="group">
      <summary className="-outline-offset-2 flex list-none items-center gap-3 px-4 py-3 hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-subtle transition-transform group-open:rotate-90"
        />
        <span className="grid min-w-0 flex-1 grid-cols-1 gap-x-4 gap-y-0.5 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_10rem] md:items-center">
          <span className={clsx('min-w-0 break-words font-medium', isAlarming && 'text-bad')}>{says}</span>
          <span className="min-w-0 truncate text-muted">
            {actor?.name ?? (actorId ? 'A user who is gone' : isOnAnother ? '' : 'Nobody known')}
            {apiKey && ` by API key ${apiKey.name ?? ''}`}
            {isOnAnother && (
              <>
                {actorId && <span aria-hidden> → </span>}
                <span className="sr-only"> on </span>
                {subject.name}
              </>
            )}
          </span>
          <span className="text-subtle text-xs md:text-right">
            {ipAddress && <span className="break-all">{ipAddress} · </span>}
            <RelativeTime at={at} />
          </span>
        </span>
      </summary>
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-4 gap-y-1.5 px-4 pt-1 pb-4 pl-11 text-[0.8125rem]">
        <Fact name="When">{fullMoment(at)}</Fact>
        {actorId && (
          <Fact name="Who">
            {actor?.name ?? actorId}{' '}
            <button
              type="button"
              onClick={() => onChooseActor(actorId)}
              className="font-medium text-accent-ink underline underline-offset-2"
            >
              Show what else they did
            </button>
          </Fact>
        )}
        {subjectId && subjectId !== actorId && <Fact name="On">{subject?.name ?? subjectId}</Fact>}
        {ipAddress && <Fact name="Address">{ipAddress}</Fact>}
        {userAgent && (
          <Fact name="Program">
            {deviceName(userAgent)} <span className="text-subtle">({userAgent})</span>
          </Fact>
        )}
        {apiKey && (
          <Fact name="API key">
            {apiKey.name} <span className="text-subtle">({apiKey.id})</span>
          </Fact>
        )}
        {sessionId && <Fact name="Session">{sessionId}</Fact>}
        {entry.requestId && <Fact name="Request">{entry.requestId}</Fact>}
        {factsOf(entry.details).map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
    </details>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-subtle">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}

/** The further facts of an act, as names and texts. */
function factsOf(details: unknown): [string, string][] {
  if (typeof details !== 'object' || details === null) return []
  return Object.entries(details).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
}
