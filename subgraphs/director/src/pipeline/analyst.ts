import { findBenchmark } from '../analyst/past-contents.ts'
import { storedAnalysis, storedCritique, storedScript, storedVisualPlan } from '../contents/stored-work.ts'
import type { DirectorTools } from '../director.ts'
import { lockContent } from '../history/lock-content.ts'
import { assertAtWork, readRun } from '../runs/run-context.ts'
import { beginStage, completeStage } from '../runs/stages.ts'
import { articleOf } from '../trends/article-of.ts'
import { askOnce } from './answers.ts'

/** The stage that compares the content with those before it and says what to do better. */
export async function runAnalyst(director: DirectorTools, runId: string, signal: AbortSignal): Promise<void> {
  const context = await readRun(director, runId)
  const { run, content, trend } = context
  if (!(await beginStage(director, content, run, 'ANALYST'))) return
  const script = storedScript.parse(content.script)
  const task = {
    article: articleOf(trend),
    script,
    critique: storedCritique.parse(content.critique),
    plan: storedVisualPlan.parse(content.visualPlan),
    benchmark: await findBenchmark(director, content),
  }
  const { value: analysis, writer } = await askOnce(director, context, signal, {
    stage: 'ANALYST',
    question: 'analysis',
    schema: storedAnalysis,
    ask: (asked, call) => asked.analysis(task, call),
    prefer: script.writer,
  })
  await director.database.transaction(async transaction => {
    await lockContent(transaction, content.id)
    await assertAtWork(transaction, runId)
    await transaction.content.update({ where: { id: content.id }, data: { analysis } })
    await completeStage(director, transaction, content, run, 'ANALYST', writer)
  })
}
