import type { Script as EventScript } from '@orion/common'
import { visualPrompt } from '@orion/common/events/schemas'
import { z } from 'zod'
import { type Script, spokenParts } from '../writer/script.ts'

const figure = z.number().min(0).max(1)

/** A script as it is kept with its content. */
export const storedScript = z.object({
  hook: z.string(),
  body: z.array(z.string()),
  callToAction: z.string(),
  visualCues: z.array(z.string()),
  writer: z.string(),
  isEmbedded: z.boolean(),
})
export type StoredScript = z.infer<typeof storedScript>

export const storedCritique = z.object({
  hookStrength: figure,
  valueDensity: figure,
  callToActionClarity: figure,
  confidence: figure,
  feedback: z.array(z.string()),
  refinements: z.number().int().min(0),
})
export type StoredCritique = z.infer<typeof storedCritique>

export const storedVisualPlan = z.object({ styleGuide: z.string(), prompts: z.array(visualPrompt) })

export const storedAnalysis = z.object({
  summary: z.string(),
  benchmarkComparison: z.string(),
  suggestions: z.array(
    z.object({
      area: z.enum(['hook', 'body', 'call to action', 'length', 'visuals', 'source']),
      suggestion: z.string(),
      expectedImpact: z.enum(['low', 'medium', 'high']),
      rationale: z.string(),
    }),
  ),
  overallScore: figure,
})

/** Score by gate at which a policy passes it. */
export const gatePolicies = z.object({
  STRATEGIST: figure.optional(),
  CREATOR: figure.optional(),
  ANALYST: figure.optional(),
  VIDEO: figure.optional(),
})
export type GatePolicies = z.infer<typeof gatePolicies>

/** The spoken parts of a script with their places. */
export function segmentsOf(script: Script): EventScript['segments'] {
  const last = script.body.length + 1
  return spokenParts(script).map((text, position) => ({
    position,
    kind: position === 0 ? 'HOOK' : position === last ? 'CALL_TO_ACTION' : 'BODY',
    text,
  }))
}

/** A script as events tell it. */
export function toldScript(script: Script): EventScript {
  return {
    hook: script.hook,
    body: script.body.join(' '),
    callToAction: script.callToAction,
    segments: segmentsOf(script),
  }
}
