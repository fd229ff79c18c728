'use client'

import { clsx } from 'clsx'
import { ArrowUpRight, CircleCheckBig } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useQuery } from 'urql'
import type { OpenGatesQuery } from '#generated/graphql.ts'
import { toPart } from '#graph/part.ts'
import { useKeepFresh } from '#graph/use-live.ts'
import { GATE, PLATFORM } from '#pipeline/names.ts'
import { useOpenGateCount } from '#shell/open-gate-count.ts'
import { Key, useShortcut } from '#shell/shortcuts.tsx'
import { buttonClasses } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FailureState } from '#ui/failure-state.tsx'
import { Elapsed } from '#ui/moment.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Skeleton, SkeletonLines } from '#ui/skeleton.tsx'
import { GateMaterial } from './gate-material.tsx'
import { GatePanel } from './gate-panel.tsx'
import { openGatesQuery } from './operations.ts'
import { useReadOnChange } from './use-read-on-change.ts'

export type OpenGate = OpenGatesQuery['reviewGates']['nodes'][number]

/** Every gate that waits, oldest first, with what there is to decide on: made for deciding one after the other. */
export function ReviewsPage() {
  const [result, read] = useQuery({ query: openGatesQuery })
  const readAgain = () => read({ requestPolicy: 'network-only' })
  const [chosenId, setChosenId] = useState<string | null>(null)
  useReadOnChange(useOpenGateCount(), readAgain)
  useKeepFresh(readAgain)

  const { value, error } = toPart(result, data => data.reviewGates?.nodes)
  const gates = value?.filter(({ status }) => status === 'OPEN') ?? []
  const at = Math.max(
    0,
    gates.findIndex(({ id }) => id === chosenId),
  )
  const gate = gates[at]
  const choose = (index: number) => setChosenId(gates[index]?.id ?? chosenId)
  useShortcut('j', () => choose(at + 1), gates.length > 0)
  useShortcut('k', () => choose(at - 1), gates.length > 0)

  return (
    <>
      <PageHeader title="Reviews" lead="What waits for a decision, the longest waiting first.">
        {gates.length > 0 && (
          <p aria-hidden className="hidden items-center gap-1.5 text-subtle text-xs lg:flex">
            <Key>j</Key>
            <Key>k</Key> move <Key>a</Key> approve <Key>r</Key> reject
          </p>
        )}
      </PageHeader>
      {error && (
        <Card>
          <FailureState error={error} onRetry={readAgain} />
        </Card>
      )}
      {!value && !error && <WaitingReviews />}
      {value && !gate && !result.fetching && (
        <Card>
          <EmptyState
            icon={CircleCheckBig}
            title="Nothing waits for you"
            message="When a pipeline comes to a gate that a person decides, it shows here and you are notified."
          >
            <Link href="/contents" className={buttonClasses({ variant: 'primary' })}>
              See all contents
            </Link>
          </EmptyState>
        </Card>
      )}
      {gate && (
        <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[20rem_minmax(0,1fr)]">
          <ul
            aria-label="Open gates"
            className="flex gap-2 overflow-x-auto pb-1 lg:sticky lg:top-20 lg:max-h-[calc(100dvh-7rem)] lg:flex-col lg:overflow-y-auto"
          >
            {gates.map((item, index) => (
              <li key={item.id} className="w-64 shrink-0 lg:w-auto">
                <GateItem gate={item} isChosen={index === at} onChoose={() => setChosenId(item.id)} />
              </li>
            ))}
          </ul>
          <Review key={gate.id} gate={gate} onDecided={readAgain} />
        </div>
      )}
    </>
  )
}

function GateItem({ gate, isChosen, onChoose }: { gate: OpenGate; isChosen: boolean; onChoose: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onChoose}
      className={clsx(
        'h-full w-full rounded-xl border p-3 text-left transition-colors',
        isChosen ? 'border-accent bg-accent-soft' : 'border-line bg-surface shadow-card hover:bg-sunken',
      )}
    >
      <span className="mb-1 flex items-center justify-between gap-3 text-xs">
        <span className={clsx('font-semibold', isChosen ? 'text-accent-ink' : 'text-warn')}>
          {GATE[gate.stage]}
        </span>
        <span className="text-muted">
          <Elapsed from={gate.openedAt} to={null} />
        </span>
      </span>
      <span className="line-clamp-2 font-medium leading-snug">{gate.content.title}</span>
      <span className="mt-1 block text-muted text-xs">
        {PLATFORM[gate.content.platform]}
        {gate.score !== null && gate.score !== undefined && ` · score ${Math.round(gate.score * 100)}`}
      </span>
    </button>
  )
}

function Review({ gate, onDecided }: { gate: OpenGate; onDecided: () => void }) {
  return (
    <div className="min-w-0 space-y-5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h2 className="min-w-0 flex-1 basis-72 font-semibold text-xl leading-snug">{gate.content.title}</h2>
        <Link href={`/contents/${gate.content.id}`} className={buttonClasses({ size: 'small' })}>
          Open content
          <ArrowUpRight aria-hidden className="size-4" />
        </Link>
      </div>
      <GatePanel gate={gate} regenerations={gate.content.regenerations} onDecided={onDecided} />
      <GateMaterial gate={gate} />
    </div>
  )
}

function WaitingReviews() {
  return (
    <div aria-busy="true" className="grid grid-cols-1 gap-5 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <div className="space-y-2">
        <Skeleton className="h-24 w-full rounded-xl" />
        <Skeleton className="h-24 w-full rounded-xl" />
      </div>
      <div className="rounded-xl border border-line bg-surface p-4">
        <SkeletonLines count={8} />
      </div>
    </div>
  )
}
