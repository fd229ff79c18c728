import { z } from 'zod'
import { findSuggestions } from '../analyst/past-contents.ts'
import {
  type StoredCritique,
  type StoredScript,
  storedCritique,
  storedScript,
} from '../contents/stored-work.ts'
import { goodEnough, mostRefinements } from '../critic/critique.ts'
import type { DirectorTools } from '../director.ts'
import { lockContent } from '../history/lock-content.ts'
import { tellContent } from '../history/move.ts'
import { assertAtWork, readRun } from '../runs/run-context.ts'
import { beginStage, completeStage } from '../runs/stages.ts'
import { articleOf } from '../trends/article-of.ts'
import { askOnce } from './answers.ts'

const scriptAnswer = z.object({
  script: storedScript.pick({ hook: true, body: true, callToAction: true, visualCues: true }),
  unmet: z.array(z.string()),
})
const critiqueAnswer = storedCritique.omit({ refinements: true })

interface Version {
  script: StoredScript
  critique: StoredCritique
}

/**
 * The stage that writes and judges the script. A script that is not good enough is written again with what the critic
 * said, twice at most; the best version is kept with the content. Wishes of reviewers that the source cannot fulfil
 * stand with the critic's feedback, for the reviewer to read.
 */
export async function runStrategist(
  director: DirectorTools,
  runId: string,
  signal: AbortSignal,
): Promise<void> {
  const context = await readRun(director, runId)
  const { run, content } = context
  if (!(await beginStage(director, content, run, 'STRATEGIST'))) return
  const { script, critique } = await bestVersion(director, context, signal)
  await director.database.transaction(async transaction => {
    await lockContent(transaction, content.id)
    await assertAtWork(transaction, runId)
    await transaction.content.update({ where: { id: content.id }, data: { script, critique } })
    await completeStage(director, transaction, content, run, 'STRATEGIST', script.writer)
    await tellContent(director, transaction, content, 'GENERATING', {
      actor: 'director',
      runId,
      reason: 'The script is written.',
    })
  })
}

async function bestVersion(
  director: DirectorTools,
  context: Awaited<ReturnType<typeof readRun>>,
  signal: AbortSignal,
): Promise<Version> {
  const { content, trend } = context
  const article = articleOf(trend)
  const { platform, tone, style, targetSeconds } = content
  const suggestions = await findSuggestions(director, content)
  const feedback = [...content.feedback]
  let best: Version | undefined
  for (let refinements = 0; refinements <= mostRefinements; refinements++) {
    const options = { platform, tone, style, targetSeconds, feedback: [...feedback] }
    const written = await askOnce(director, context, signal, {
      stage: 'STRATEGIST',
      question: `script-${refinements}`,
      schema: scriptAnswer,
      ask: (writer, call) => writer.script({ article, options, suggestions }, call),
    })
    const { script, unmet } = written.value
    const judged = await askOnce(director, context, signal, {
      stage: 'STRATEGIST',
      question: `critique-${refinements}`,
      schema: critiqueAnswer,
      ask: (writer, call) => writer.critique({ article, script }, call),
      prefer: written.writer,
    })
    const { writer, isEmbedded } = written
    const version = {
      script: { ...script, writer, isEmbedded },
      critique: { ...judged.value, feedback: [...unmet, ...judged.value.feedback], refinements },
    }
    if (!best || version.critique.confidence > best.critique.confidence) best = version
    if (judged.value.confidence >= goodEnough || judged.value.feedback.length === 0) break
    feedback.push(...judged.value.feedback)
  }
  if (!best) throw new Error('no version of the script was written')
  return best
}
