import { type AnyJob, defineJob, defineJobType } from '@orion/common'
import { z } from 'zod'
import type { Editor } from './editor.ts'
import { doRender } from './renders/do-render.ts'
import { failRender } from './renders/end-render.ts'
import { renderJob } from './renders/render-job-type.ts'
import { removeStaleWorkFolders } from './renders/work-folders.ts'

const HOUR_MS = 3_600_000

/** Frees the disk of what killed processes left behind. */
const cleanUpJob = defineJobType({ name: 'clean-up-work-folders', data: z.object({}) })

/** What the editor does behind events and requests, and by itself. */
export function createJobs(editor: Editor): AnyJob[] {
  return [
    defineJob({
      type: renderJob,
      concurrency: editor.configuration.EDITOR_RENDER_CONCURRENCY,
      run: ({ data, signal, log }) => doRender(editor, data.renderId, signal, log),
      failed: ({ data, error }) => failRender(editor, data.renderId, error),
    }),
    defineJob({
      type: cleanUpJob,
      schedule: { everyMs: HOUR_MS, immediately: true, data: {} },
      run: async ({ log }) => {
        const removed = await removeStaleWorkFolders(editor)
        if (removed > 0) log.info({ removed }, 'stale work folders removed')
      },
    }),
  ]
}
