'use client'

import { useMutation } from 'urql'
import type { DecideGateInput, GateItemFragment } from '#generated/graphql.ts'
import { whatWentWrong } from '#graph/failure.ts'
import { GATE } from '#pipeline/names.ts'
import { useToast } from '#ui/toasts.tsx'
import { decideGateMutation } from './operations.ts'

/**
 * Decides a gate and says how that went. `onDecided` is also called when somebody else was first: either way the gate
 * waits no longer. The function it returns tells whether the decision is this one.
 */
export function useDecideGate(gate: GateItemFragment, onDecided: () => void) {
  const toast = useToast()
  const [{ fetching }, run] = useMutation(decideGateMutation)

  const decide = async (input: Omit<DecideGateInput, 'gateId'>): Promise<boolean> => {
    const { data, error } = await run({ input: { gateId: gate.id, ...input } })
    const problem = whatWentWrong(error, data?.decideGate.userErrors)
    if (problem) {
      toast({ tone: problem.code === 'CONFLICT' ? 'info' : 'bad', message: problem.message })
      if (problem.code === 'CONFLICT') onDecided()
      return false
    }
    const word = input.decision === 'APPROVE' ? 'approved' : 'rejected'
    toast({
      tone: 'ok',
      message: `${GATE[gate.stage]} ${word}${input.regenerate ? '; it is made again.' : '.'}`,
    })
    onDecided()
    return true
  }

  return { decide, isBusy: fetching }
}
