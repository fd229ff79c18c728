'use client'

import { CloudOff, RotateCw, TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useEffectEvent } from 'react'
import type { CombinedError } from 'urql'
import { describeFailure } from '#graph/failure.ts'
import { Button } from './button.tsx'

const TRY_AGAIN_EVERY_MS = 8_000

interface FailureProps {
  error: CombinedError
  onRetry: () => void
}

/** Reads again by itself while what failed is shown and the page is looked at. */
function useTryAgain(onRetry: () => void) {
  const retry = useEffectEvent(onRetry)
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && retry(), TRY_AGAIN_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
}

/** In the place of something that could not be loaded at all. */
export function FailureState({ error, onRetry }: FailureProps) {
  useTryAgain(onRetry)
  const { title, message } = describeFailure(error)
  return (
    <div role="alert" className="flex flex-col items-center px-6 py-14 text-center">
      <span className="mb-4 flex size-12 items-center justify-center rounded-xl bg-bad-soft text-bad">
        <CloudOff aria-hidden className="size-6" />
      </span>
      <h2 className="font-semibold text-base">{title}</h2>
      <p className="mt-1 max-w-md text-balance text-muted">{message}</p>
      <Button icon={RotateCw} className="mt-5" onClick={onRetry}>
        Try again
      </Button>
    </div>
  )
}

/** Above or in the place of a part of a page: the rest is there, this part is not. */
export function PartFailure({ what, error, onRetry }: FailureProps & { what: string }) {
  return (
    <MissingPart onRetry={onRetry}>
      {what} cannot be shown right now: {describeFailure(error).message}
    </MissingPart>
  )
}

/** The same in other words: says what is missing. */
export function MissingPart({ onRetry, children }: { onRetry: () => void; children: ReactNode }) {
  useTryAgain(onRetry)
  return (
    <div role="status" className="flex items-start gap-2.5 rounded-lg bg-warn-soft p-3 text-warn">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <p className="min-w-0 flex-1 break-words">{children}</p>
      <button type="button" onClick={onRetry} className="shrink-0 font-medium underline underline-offset-2">
        Try again
      </button>
    </div>
  )
}
