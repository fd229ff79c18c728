import { z } from 'zod'

/** The steps of a render, in order. */
export const renderSteps = ['SPEECH', 'CAPTIONS', 'STITCH', 'THUMBNAILS', 'VALIDATE'] as const
export type RenderStepName = (typeof renderSteps)[number]

/** Rough share of the whole time that each step takes, for one figure of progress. They sum to 1. */
export const stepShares: Readonly<Record<RenderStepName, number>> = {
  SPEECH: 0.08,
  CAPTIONS: 0.01,
  STITCH: 0.8,
  THUMBNAILS: 0.03,
  VALIDATE: 0.08,
}

/** Progress of the whole render when this step is done to this fraction. */
export function overallProgress(step: RenderStepName, fraction: number): number {
  const before = renderSteps
    .slice(0, renderSteps.indexOf(step))
    .reduce((sum, name) => sum + stepShares[name], 0)
  return Math.min(1, before + stepShares[step] * Math.min(1, Math.max(0, fraction)))
}

const word = z.object({ text: z.string(), startSeconds: z.number(), endSeconds: z.number() })

/** What the steps leave behind besides their files; kept as JSON in the work folder. */
export const stepResults = {
  SPEECH: z.object({
    provider: z.string(),
    embedded: z.boolean(),
    timing: z.enum(['measured', 'estimated']),
    sampleRate: z.number(),
    durationSeconds: z.number(),
    characters: z.number(),
    latencyMs: z.number(),
    sentences: z.array(
      z.object({
        position: z.number(),
        kind: z.enum(['HOOK', 'BODY', 'CALL_TO_ACTION']),
        text: z.string(),
        startSeconds: z.number(),
        endSeconds: z.number(),
        words: z.array(word),
      }),
    ),
    failures: z.array(z.object({ provider: z.string(), message: z.string() })),
  }),
  CAPTIONS: z.object({
    lines: z.array(z.object({ startSeconds: z.number(), endSeconds: z.number(), words: z.array(word) })),
  }),
  STITCH: z.object({
    durationSeconds: z.number(),
    scenes: z.array(z.object({ imageIndex: z.number(), from: z.number(), to: z.number() })),
  }),
  THUMBNAILS: z.object({
    thumbnails: z.array(
      z.object({
        name: z.enum(['youtube', 'portrait']),
        file: z.string(),
        width: z.number(),
        height: z.number(),
      }),
    ),
  }),
  VALIDATE: z.object({
    durationSeconds: z.number(),
    width: z.number(),
    height: z.number(),
    framesPerSecond: z.number(),
    sizeBytes: z.number(),
    loudnessLufs: z.number(),
    truePeakDbtp: z.number(),
    isValid: z.boolean(),
    score: z.number(),
    rules: z.array(
      z.object({
        name: z.string(),
        passed: z.boolean(),
        actual: z.string(),
        expected: z.string(),
        weight: z.number(),
      }),
    ),
  }),
} as const

export type StepResult<Step extends RenderStepName> = z.infer<(typeof stepResults)[Step]>
