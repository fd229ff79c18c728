'use client'

import { useMutation } from 'urql'
import type { DecideGateInput, GateItemFragment } from '#generated/graphql.ts'
import { whatWentWrong } from '#graph/failure.ts'
import { GATE } from '#pipeline/names.ts'
import { useToast } from '#ui/toasts.tsx'
import { decideGateMutation } from './operations.ts'

/**
 * Decides a gate. `decide` answers what is wrong, or null when the gate waits no longer, which it says itself: also when
 * somebody else was first. `onDecided` is called then.
 */
export function useDecideGate(gate: GateItemFragment, onDecided: () => void) {
  const toast = useToast()
  const [{ fetching }, run] = useMutation(decideGateMutation)

  const decide = async (input: Omit<DecideGateInput, 'gateId'>): Promise<string | null> => {
    const { data, error } = await run({ input: { gateId: gate.id, ...input } })
    const problem = whatWentWrong(error, data?.decideGate.userErrors)
    if (problem && problem.code !== 'CONFLICT') return problem.message
    const word = input.decision === 'APPROVE' ? 'approved' : 'rejected'
    const outcome = `${GATE[gate.stage]} ${word}${input.regenerate ? '; it is made again.' : '.'}`
    toast(problem ? { tone: 'info', message: problem.message } : { tone: 'ok', message: outcome })
    onDecided()
    return null
  }

  return { decide, isBusy: fetching }
}
