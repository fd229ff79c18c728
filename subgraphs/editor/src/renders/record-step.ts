import { aboutRun, formatMoney, Money } from '@orion/common'
import type { Transaction } from '../database.ts'
import type { Editor } from '../editor.ts'
import type { StepOutcome } from '../render/produce-video.ts'
import type { RenderStepName } from '../render/steps.ts'
import type { RenderRow } from './render-row.ts'

/** The render was cancelled, or ended elsewhere, while work on it went on. */
export class RenderEndedError extends Error {
  override name = 'RenderEndedError'
}

/**
 * Notes that a step begins, and tells. A step that is done stays done; one that was cut off counts another attempt.
 * @throws RenderEndedError when the render is not running any more
 */
export async function stepStarted(editor: Editor, render: RenderRow, step: RenderStepName): Promise<void> {
  await editor.database.transaction(async transaction => {
    const running = await transaction.render.updateMany({
      where: { id: render.id, status: 'RUNNING' },
      data: { step },
    })
    if (running.count === 0) throw new RenderEndedError(`render ${render.id} has ended`)
    const key = { renderId: render.id, step }
    const known = await transaction.renderStep.findUnique({ where: { renderId_step: key } })
    if (known?.status === 'COMPLETED') return
    const { attempt } = await transaction.renderStep.upsert({
      where: { renderId_step: key },
      create: { ...key, status: 'RUNNING' },
      update: {
        status: 'RUNNING',
        attempt: { increment: 1 },
        startedAt: new Date(),
        endedAt: null,
        error: null,
      },
    })
    await editor.events.publish(
      transaction,
      'pipeline.stage_changed',
      aboutRun(render, {
        title: render.title,
        stage: step,
        status: 'RUNNING',
        attempt,
        provider: null,
        error: null,
        gateId: null,
      }),
    )
  })
}

/** Notes that a step is done, once, and tells; also what speech cost, if `outcome` has it. */
export async function stepCompleted(
  editor: Editor,
  render: RenderRow,
  step: RenderStepName,
  { provider, spoken }: StepOutcome,
): Promise<void> {
  await editor.database.transaction(async transaction => {
    const where = { renderId: render.id, step }
    const done = await transaction.renderStep.updateMany({
      where: { ...where, status: 'RUNNING' },
      data: { status: 'COMPLETED', provider, endedAt: new Date() },
    })
    if (done.count === 0) return
    const { attempt } = await transaction.renderStep.findUniqueOrThrow({ where: { renderId_step: where } })
    await editor.events.publish(
      transaction,
      'pipeline.stage_changed',
      aboutRun(render, {
        title: render.title,
        stage: step,
        status: 'COMPLETED',
        attempt,
        provider,
        error: null,
        gateId: null,
      }),
    )
    if (spoken) {
      await editor.events.publish(transaction, 'cost.recorded', aboutRun(render, speechCost(editor, spoken)))
    }
  })
}

/** Ends the step that a render was at, and tells. */
export async function stepCut(
  editor: Editor,
  transaction: Transaction,
  render: RenderRow,
  error: string,
): Promise<void> {
  const cut = await transaction.renderStep.findFirst({ where: { renderId: render.id, status: 'RUNNING' } })
  if (!cut) return
  await transaction.renderStep.update({
    where: { renderId_step: { renderId: render.id, step: cut.step } },
    data: { status: 'FAILED', error, endedAt: new Date() },
  })
  const { step: stage, attempt, provider } = cut
  await editor.events.publish(
    transaction,
    'pipeline.stage_changed',
    aboutRun(render, {
      title: render.title,
      stage,
      status: 'FAILED',
      attempt,
      provider,
      error,
      gateId: null,
    }),
  )
}

function speechCost(editor: Editor, spoken: NonNullable<StepOutcome['spoken']>) {
  const price =
    editor.voices.find(({ provider }) => provider.name === spoken.provider)?.usdPer1000Characters ?? 0
  return {
    stage: 'SPEECH' as const,
    provider: spoken.provider,
    category: 'SPEECH' as const,
    units: String(spoken.characters),
    unit: 'characters',
    amount: formatMoney(new Money(price).times(spoken.characters).dividedBy(1000)),
    latencyMs: spoken.latencyMs,
  }
}
