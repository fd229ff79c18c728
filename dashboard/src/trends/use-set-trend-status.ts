'use client'

import { useMutation } from 'urql'
import type { TrendItemFragment, TrendStatus } from '#generated/graphql.ts'
import { whatWentWrong } from '#graph/failure.ts'
import { useToast } from '#ui/toasts.tsx'
import { setTrendStatusMutation } from './operations.ts'

const DONE: Partial<Record<TrendStatus, string>> = { ACTIVE: 'Brought back', DISCARDED: 'Discarded' }

/** Moves a trend to another status and offers to take that back. */
export function useSetTrendStatus(trend: TrendItemFragment) {
  const toast = useToast()
  const [{ fetching }, run] = useMutation(setTrendStatusMutation)

  const move = async (to: TrendStatus, undoTo: TrendStatus | null) => {
    const { data, error } = await run({ input: { id: trend.id, status: to } })
    const problem = whatWentWrong(error, data?.setTrendStatus.userErrors)
    if (problem) return toast({ tone: 'bad', message: problem.message })
    const undo = undoTo && { label: 'Undo', run: () => void move(undoTo, null) }
    toast({ tone: 'ok', message: `${DONE[to] ?? 'Moved'}: ${trend.topic}`, action: undo ?? undefined })
  }

  return {
    isBusy: fetching,
    /** A trend that had expired cannot expire again by hand, so bringing it back is undone by discarding it. */
    setStatus: (to: TrendStatus) => void move(to, to === 'ACTIVE' ? 'DISCARDED' : trend.status),
  }
}
