import { aboutRun, type Logger } from '@orion/common'
import type { Editor } from '../editor.ts'
import { overallProgress, type RenderStepName } from '../render/steps.ts'
import { RenderEndedError } from './record-step.ts'
import type { RenderRow } from './render-row.ts'

/** Tells how far a render is, and learns when it was cancelled. */
export interface RenderWatch {
  /** Aborted when the service stops or the render is cancelled; the reason tells which. */
  readonly signal: AbortSignal
  report(step: RenderStepName, fraction: number): void
  stop(): void
}

const tellEveryMs = 300
const writeEveryMs = 1000

/**
 * Watches over a render at work: progress goes out live three times a second and into its row once a second, and a row that is
 * not RUNNING any more (cancelled by a person, or a newer run took its place) aborts the work.
 */
export function watchRender(
  editor: Editor,
  render: RenderRow,
  stopping: AbortSignal,
  log: Logger,
): RenderWatch {
  const ended = new AbortController()
  let progress = render.progress
  let toldAt = 0

  const timer = setInterval(() => {
    editor.database.client.render
      .updateMany({ where: { id: render.id, status: 'RUNNING' }, data: { progress } })
      .then(({ count }) => {
        if (count === 0) ended.abort(new RenderEndedError(`render ${render.id} has ended`))
      })
      .catch((error: unknown) =>
        log.warn({ err: error, renderId: render.id }, 'progress could not be written'),
      )
  }, writeEveryMs)

  return {
    signal: AbortSignal.any([stopping, ended.signal]),
    report(step, fraction) {
      progress = Math.max(progress, overallProgress(step, fraction))
      const now = Date.now()
      if (now - toldAt < tellEveryMs && fraction < 1) return
      toldAt = now
      editor.live.tell(
        'pipeline.progress',
        aboutRun(render, {
          stage: step,
          progress: Math.min(1, Math.max(0, fraction)),
          renderId: render.id,
          renderProgress: progress,
        }),
      )
    },
    stop: () => clearInterval(timer),
  }
}
