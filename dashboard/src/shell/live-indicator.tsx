'use client'

import { clsx } from 'clsx'
import { useEffect, useState } from 'react'
import type { LiveState } from '#graph/live-connection.ts'
import { useLiveState } from '#graph/use-live.ts'

const LOOKS: Record<LiveState, { label: string; explanation: string; dot: string; text: string }> = {
  idle: {
    label: 'Connecting',
    explanation: 'The live connection is being made.',
    dot: 'bg-subtle',
    text: 'text-muted',
  },
  connecting: {
    label: 'Connecting',
    explanation: 'The live connection is being made.',
    dot: 'bg-subtle',
    text: 'text-muted',
  },
  live: {
    label: 'Live',
    explanation: 'Connected: changes show as they happen.',
    dot: 'bg-ok',
    text: 'text-ok',
  },
  retrying: {
    label: 'Not live',
    explanation:
      'The live connection is lost. It is tried again; meanwhile pages read their data every few seconds.',
    dot: 'bg-warn',
    text: 'text-warn',
  },
}

/** A blink of a moment is no news: the state is shown once it has lasted. */
const SETTLE_MS = 600

/** Whether what is shown is up to date by itself: the state of the socket itself, which answers pings or is closed. */
export function LiveIndicator({ isCompact = false }: { isCompact?: boolean }) {
  const state = useLiveState()
  const [shown, setShown] = useState(state)
  useEffect(() => {
    const timer = setTimeout(() => setShown(state), state === 'live' ? 0 : SETTLE_MS)
    return () => clearTimeout(timer)
  }, [state])
  const { label, explanation, dot, text } = LOOKS[shown]

  return (
    <p
      role="status"
      aria-label="Live connection"
      title={explanation}
      className={clsx(
        'flex w-fit items-center gap-2 rounded-full border border-line font-medium text-xs',
        isCompact ? 'h-7 px-2.5' : 'h-8 px-3',
        text,
      )}
    >
      <span aria-hidden className={clsx('size-2 rounded-full', dot, shown === 'live' && 'animate-pulse')} />
      {label}
    </p>
  )
}
