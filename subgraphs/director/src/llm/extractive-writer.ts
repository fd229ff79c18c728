import { analyse } from '../analyst/analyse.ts'
import { judge } from '../critic/heuristic.ts'
import { planVisuals } from '../visuals/plan-visuals.ts'
import { writeExtractive } from '../writer/extractive.ts'
import type { CallContext, Writer, WriterTask } from './writer.ts'

const name = 'extractive'

/** The embedded writer: the sources' own sentences, judged by counting. It costs nothing and always answers. */
export const extractiveWriter: Writer = {
  kind: 'llm',
  name,
  isEmbedded: true,
  script: ({ article, options, suggestions }, context) =>
    timed('script', context, () => {
      const cap = suggestions
        .map(({ suggestion }) => suggestion.match(/under (\d+) seconds/)?.[1])
        .find(Boolean)
      const targetSeconds = Math.min(options.targetSeconds, cap ? Number(cap) - 4 : options.targetSeconds)
      return writeExtractive(article, { ...options, targetSeconds })
    }),
  critique: ({ article, script }, context) => timed('critique', context, () => judge(script, article)),
  visuals: ({ article, script, style, feedback }, context) =>
    timed('visuals', context, () => planVisuals(script, article, style, feedback.length)),
  analysis: ({ article, ...material }, context) =>
    timed('analysis', context, () => analyse({ ...material, niche: article.niche })),
}

async function timed<Result>(task: WriterTask, context: CallContext, work: () => Result): Promise<Result> {
  const started = performance.now()
  const result = work()
  const latencyMs = Math.round(performance.now() - started)
  await context.record({
    writer: name,
    model: name,
    task,
    error: null,
    inputTokens: 0,
    outputTokens: 0,
    cost: '0',
    latencyMs,
  })
  return result
}
