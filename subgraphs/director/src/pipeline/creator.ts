import { storedScript, storedVisualPlan } from '../contents/stored-work.ts'
import type { DirectorTools } from '../director.ts'
import { lockContent } from '../history/lock-content.ts'
import { assertAtWork, readRun } from '../runs/run-context.ts'
import { beginStage, completeStage } from '../runs/stages.ts'
import { articleOf } from '../trends/article-of.ts'
import { askOnce } from './answers.ts'

/** The stage that plans the pictures, one prompt a scene. */
export async function runCreator(director: DirectorTools, runId: string, signal: AbortSignal): Promise<void> {
  const context = await readRun(director, runId)
  const { run, content, trend } = context
  if (!(await beginStage(director, content, run, 'CREATOR'))) return
  const script = storedScript.parse(content.script)
  const task = { article: articleOf(trend), script, style: content.style, feedback: content.feedback }
  const { value: visualPlan, writer } = await askOnce(director, context, signal, {
    stage: 'CREATOR',
    question: 'visuals',
    schema: storedVisualPlan,
    ask: (asked, call) => asked.visuals(task, call),
    prefer: script.writer,
  })
  await director.database.transaction(async transaction => {
    await lockContent(transaction, content.id)
    await assertAtWork(transaction, runId)
    await transaction.content.update({ where: { id: content.id }, data: { visualPlan } })
    await completeStage(director, transaction, content, run, 'CREATOR', writer)
  })
}
