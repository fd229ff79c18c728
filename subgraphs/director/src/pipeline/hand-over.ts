import { aboutRun } from '@orion/common'
import { storedScript, storedVisualPlan, toldScript } from '../contents/stored-work.ts'
import type { DirectorTools } from '../director.ts'
import { lockContent } from '../history/lock-content.ts'
import { runOf } from '../history/run-of.ts'
import { assertAtWork, readRun } from '../runs/run-context.ts'

/**
 * The end of the director's part: tells that script and prompts are finished, once a run, so that the pictures can be
 * drawn and the video made.
 */
export async function handOver(director: DirectorTools, runId: string): Promise<void> {
  const { content, run } = await readRun(director, runId)
  if (run.movedAt === null) return
  const script = storedScript.parse(content.script)
  const { styleGuide, prompts } = storedVisualPlan.parse(content.visualPlan)
  await director.database.transaction(async transaction => {
    await lockContent(transaction, content.id)
    await assertAtWork(transaction, runId)
    const handed = await transaction.run.updateMany({
      where: { id: runId, movedAt: { not: null } },
      data: { movedAt: null },
    })
    if (handed.count === 0) return
    await director.events.publish(
      transaction,
      'content.created',
      aboutRun(runOf(content, runId), {
        trendId: content.trendId,
        title: content.title,
        niche: content.niche,
        platform: content.platform,
        style: content.style,
        styleGuide,
        script: toldScript(script),
        visualPrompts: prompts,
      }),
    )
  })
}
