import { z } from 'zod'
import { type Critique, confidenceOf } from '../../critic/critique.ts'
import type { Question } from '../structured-question.ts'
import { aboutUntrustedText, quotedArticle } from '../untrusted-text.ts'
import type { CritiqueTask } from '../writer.ts'

const figure = z.number().min(0).max(1)

const schema = z
  .object({
    hookStrength: figure,
    valueDensity: figure,
    callToActionClarity: figure,
    feedback: z.array(z.string().trim().min(1).max(400)).max(6).default([]),
  })
  .transform((parts): Critique => ({ ...parts, confidence: confidenceOf(parts) }))

/** Asks how good a script is. The confidence is computed from the answer, never taken from it. */
export function critiqueQuestion({ article, script }: CritiqueTask): Question<typeof schema> {
  return {
    task: 'critique',
    temperature: 0.3,
    maxTokens: 512,
    system: [
      'You judge scripts for short vertical videos, strictly.',
      aboutUntrustedText,
      'Answer with one JSON object and nothing else: {"hookStrength": number, "valueDensity": number, "callToActionClarity": number, "feedback": string[]}.',
      'All figures from 0 to 1. hookStrength: would a viewer stop scrolling? valueDensity: how much is learnt for the words, and is all of it in the source? callToActionClarity: is it clear what to do? feedback: what to change, one sentence each, empty when nothing.',
    ].join('\n'),
    user: `${quotedArticle(article)}\n\nThe script to judge:\n${JSON.stringify({ hook: script.hook, body: script.body, callToAction: script.callToAction })}`,
    schema,
  }
}
