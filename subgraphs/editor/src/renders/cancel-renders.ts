import type { EventData } from '@orion/common'
import { cancellation } from '@orion/common/events/cancellation'
import type { Transaction } from '../database.ts'
import type { Editor } from '../editor.ts'
import { lockContent } from './lock-content.ts'
import { stepCut } from './record-step.ts'
import { ACTIVE } from './render-row.ts'

/**
 * Cancels the renders of a cancelled run, also those that are asked for only later. The run has ended: that it gets no
 * video is no failure to tell.
 */
export async function cancelRendersOf(
  editor: Editor,
  transaction: Transaction,
  { contentId, runId, reason, cancelledBy }: EventData<'pipeline.cancelled'>,
): Promise<number> {
  await lockContent(transaction, contentId)
  await transaction.cancelledRun.createMany({ data: [{ runId }], skipDuplicates: true })
  const renders = await transaction.render.findMany({ where: { runId, status: { in: ACTIVE } } })
  const error = cancellation(reason)
  for (const render of renders) {
    await transaction.render.updateMany({
      where: { id: render.id, status: { in: ACTIVE } },
      data: { status: 'CANCELLED', error, endedAt: new Date(), step: null, cancelledBy },
    })
    await stepCut(editor, transaction, render, error)
  }
  return renders.length
}
