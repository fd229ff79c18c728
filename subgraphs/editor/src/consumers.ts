import type { Consumers } from '@orion/common'
import type { Transaction } from './database.ts'
import type { Editor } from './editor.ts'
import { cancelRendersOf } from './renders/cancel-renders.ts'
import { renderRun } from './renders/request-render.ts'

/** What the editor does with the events it subscribes to. */
export function createConsumers(editor: Editor): Consumers<'editor', Transaction> {
  return {
    /** The pictures are there: its video is put into the queue, once for each run. */
    'media.generated': async ({ data, transaction, log }) => {
      const render = await renderRun(editor, transaction, data)
      if (render) log.info({ renderId: render.id, contentId: data.contentId }, 'render queued')
    },
    /** Nobody waits for its video any more: who is at work on it learns that within a second and stops. */
    'pipeline.cancelled': async ({ data, transaction, log }) => {
      const renders = await cancelRendersOf(editor, transaction, data)
      if (renders > 0)
        log.info({ contentId: data.contentId, runId: data.runId, renders }, 'renders cancelled')
    },
  }
}
