import { Command } from '@langchain/langgraph'
import { defineJobType } from '@orion/common'
import { z } from 'zod'
import type { Director } from '../director.ts'
import type { Run } from '../generated/prisma/client.ts'
import { lockContent } from '../history/lock-content.ts'
import { moveRun } from '../history/move.ts'
import type { GateWait } from '../pipeline/gate.ts'
import type { PipelineGraph } from '../pipeline/graph.ts'
import { assertAtWork, RunEndedError } from './run-context.ts'
import { RunBusyError, withRunLock } from './run-lock.ts'

/** The job that moves a run through the graph until it waits at a gate or has handed over. */
export const advanceRunType = defineJobType({
  name: 'advance-run',
  data: z.object({ runId: z.uuid() }),
  attempts: 5,
})

const waitSchema = z.object({ gateId: z.uuid() }) satisfies z.ZodType<GateWait>

/**
 * Moves a run on from where it stands: from its beginning, from the node in which an earlier process was killed, or
 * from the gate that was decided. Ends when the run waits for a decision, has handed over, or has ended.
 */
export async function advanceRun(director: Director, runId: string, signal: AbortSignal): Promise<void> {
  try {
    await withRunLock(director.database.pool, runId, () => walk(director, runId, signal))
  } catch (error) {
    // Who holds the lock looks at the gates again before letting go, so nothing is missed.
    if (!(error instanceof RunBusyError)) throw error
    director.log.info({ runId }, error.message)
  }
}

async function walk(director: Director, runId: string, signal: AbortSignal): Promise<void> {
  // a signal of its own: the graph leaves its listeners on the one it gets
  const config = {
    configurable: { thread_id: runId },
    durability: 'sync',
    signal: AbortSignal.any([signal]),
  } as const
  try {
    const run = await begin(director, runId)
    for (;;) {
      const step = await nextStep(director, run)
      if (step === 'wait') return
      if (step === 'over') break
      await director.graph.invoke(step.input, config)
    }
  } catch (error) {
    if (!(error instanceof RunEndedError)) throw error
    director.log.info({ runId }, error.message)
  }
  await director.checkpoints.forget(runId)
}

async function begin(director: Director, runId: string): Promise<Run> {
  return director.database.transaction(async transaction => {
    const { contentId } = await transaction.run.findUniqueOrThrow({
      where: { id: runId },
      select: { contentId: true },
    })
    await lockContent(transaction, contentId)
    await assertAtWork(transaction, runId)
    const run = await transaction.run.findUniqueOrThrow({ where: { id: runId } })
    if (run.status !== 'PENDING') return run
    await moveRun(transaction, runId, 'RUNNING', { actor: 'director' }, { startedAt: new Date() })
    return run
  })
}

type GraphInput = Parameters<PipelineGraph['invoke']>[0]
type Step = 'wait' | 'over' | { input: GraphInput }

async function nextStep({ graph, database }: Director, run: Run): Promise<Step> {
  const state = await graph.getState({ configurable: { thread_id: run.id } })
  if (state.createdAt === undefined) {
    return run.movedAt === null ? 'over' : { input: { runId: run.id, startAt: run.startAt } }
  }
  if (state.next.length === 0) return 'over'
  const [waiting] = state.tasks.flatMap(task => task.interrupts)
  if (!waiting) return { input: null }
  const { gateId } = waitSchema.parse(waiting.value)
  const gate = await database.client.gate.findUniqueOrThrow({ where: { id: gateId } })
  return gate.status === 'OPEN' ? 'wait' : { input: new Command({ resume: gate.status }) }
}
