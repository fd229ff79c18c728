import { aboutRun, ConflictError, describeError, maySee, NotFoundError, type Viewer } from '@orion/common'
import { z } from 'zod'
import type { Transaction } from '../database.ts'
import type { Editor } from '../editor.ts'
import { stepCut } from './record-step.ts'
import { ACTIVE, type RenderRow } from './render-row.ts'
import { removeWorkFolderOf } from './work-folders.ts'

/** Tells that a render made no video. Only the run's own render decides about the run; another one was an extra wish. */
async function tellFailure(
  editor: Editor,
  transaction: Transaction,
  render: RenderRow,
  error: string,
): Promise<void> {
  await stepCut(editor, transaction, render, error)
  if (render.number > 1) return
  await editor.events.publish(
    transaction,
    'video.failed',
    aboutRun(render, { title: render.title, renderId: render.id, error }),
  )
}

/** Ends a render that could not be made, once. */
export async function failRender(editor: Editor, renderId: string, cause: unknown): Promise<void> {
  const error = describeError(cause).slice(0, 2000)
  await editor.database.transaction(async transaction => {
    const failed = await transaction.render.updateMany({
      where: { id: renderId, status: { in: ACTIVE } },
      data: { status: 'FAILED', error, endedAt: new Date() },
    })
    if (failed.count === 0) return
    await tellFailure(
      editor,
      transaction,
      await transaction.render.findUniqueOrThrow({ where: { id: renderId } }),
      error,
    )
  })
  await removeWorkFolderOf(editor, renderId)
}

/**
 * Cancels a render that has not ended. Who is at work on it learns that within a second and stops.
 * @throws NotFoundError, ConflictError
 */
export async function cancelRender(editor: Editor, viewer: Viewer, renderId: string): Promise<RenderRow> {
  if (!z.uuid().safeParse(renderId).success) throw new NotFoundError('render', renderId)
  return editor.database.transaction(async transaction => {
    const render = await transaction.render.findUnique({ where: { id: renderId } })
    if (!render || !maySee(viewer, render.userId)) throw new NotFoundError('render', renderId)
    const error = 'The render was cancelled.'
    const cancelled = await transaction.render.updateMany({
      where: { id: renderId, status: { in: ACTIVE } },
      data: { status: 'CANCELLED', error, endedAt: new Date(), step: null, cancelledBy: viewer.userId },
    })
    if (cancelled.count === 0) {
      const { status } = await transaction.render.findUniqueOrThrow({ where: { id: renderId } })
      throw new ConflictError(`The render is ${status}; only one that is queued or running can be cancelled.`)
    }
    await tellFailure(editor, transaction, render, error)
    return transaction.render.findUniqueOrThrow({ where: { id: renderId } })
  })
}
