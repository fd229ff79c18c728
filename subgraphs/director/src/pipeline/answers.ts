import { aboutRun, formatMoney } from '@orion/common'
import type { z } from 'zod'
import type { DirectorTools } from '../director.ts'
import { runOf } from '../history/run-of.ts'
import type { CallContext, Writer, WriterCall } from '../llm/writer.ts'
import type { Written } from '../llm/writers.ts'
import { assertAtWork, type RunContext } from '../runs/run-context.ts'
import type { OwnStage } from '../runs/stages.ts'

/** A question of a run to the writers. */
export interface RunQuestion<Schema extends z.ZodType> {
  stage: OwnStage
  /** Unique in the run, such as "script-0". */
  question: string
  schema: Schema
  ask(writer: Writer, context: CallContext): Promise<z.input<Schema>>
  /** The writer to ask first. */
  prefer?: string
}

/**
 * Asks the writers a question of a run, once: the answer is kept before it is used, and a run that is taken up again
 * after its process was killed reads it from there. So nothing that was paid for is bought twice.
 * @throws RunEndedError when the run was cancelled in the meantime
 */
export async function askOnce<Schema extends z.ZodType>(
  director: DirectorTools,
  context: RunContext,
  signal: AbortSignal,
  { stage, question, schema, ask, prefer }: RunQuestion<Schema>,
): Promise<Written<z.infer<Schema>>> {
  const { client } = director.database
  const runId = context.run.id
  const kept = await client.answer.findUnique({ where: { runId_question: { runId, question } } })
  if (kept) return { value: schema.parse(kept.value), writer: kept.writer, isEmbedded: kept.isEmbedded }
  await director.database.transaction(transaction => assertAtWork(transaction, runId))

  const record = (call: WriterCall) => recordCall(director, context, stage, call)
  const { log } = director
  const written = await director.writers.ask(writer => ask(writer, { signal, record }), {
    signal,
    log,
    prefer,
  })
  const { writer, isEmbedded } = written
  const value = schema.parse(written.value)
  await client.answer.create({
    data: { runId, question, writer, isEmbedded, value: JSON.parse(JSON.stringify(value)) },
  })
  return { value, writer, isEmbedded }
}

/** Keeps a call and tells what it cost, also when its answer was of no use: it was paid for all the same. */
async function recordCall(
  director: DirectorTools,
  { run, content }: RunContext,
  stage: OwnStage,
  call: WriterCall,
): Promise<void> {
  await director.database.transaction(async transaction => {
    await transaction.call.create({ data: { ...call, runId: run.id, stage } })
    await transaction.stage.updateMany({
      where: { runId: run.id, stage },
      data: { cost: { increment: call.cost } },
    })
    await director.events.publish(
      transaction,
      'cost.recorded',
      aboutRun(runOf(content, run.id), {
        stage,
        provider: call.writer,
        category: 'LLM',
        units: String(call.inputTokens + call.outputTokens),
        unit: 'tokens',
        amount: formatMoney(call.cost),
        latencyMs: call.latencyMs,
      }),
    )
  })
}
