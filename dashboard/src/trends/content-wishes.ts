import { z } from 'zod'
import type { GenerateContentInput } from '#generated/graphql.ts'

/** The score in percent from which a gate passes by itself, unless another one is given. */
export const DEFAULT_PASS_PERCENT = 70

/** Tones to choose from; any other text may be given. */
export const TONES = [
  'informative and engaging',
  'calm and factual',
  'curious and playful',
  'urgent and direct',
  'warm and personal',
]

const percent = z.number().min(0).max(100).nullable()

const wishesSchema = z.object({
  platform: z.enum(['YOUTUBE_SHORTS', 'TIKTOK', 'INSTAGRAM_REELS']),
  style: z.enum(['CINEMATIC', 'ANIME', 'REALISTIC', 'CARTOON', 'MINIMAL']),
  tone: z.string().min(1).max(120),
  targetSeconds: z.number().int().min(15).max(60),
  /** For each gate the score in percent from which it passes by itself; null where a person decides. */
  gates: z.object({ STRATEGIST: percent, CREATOR: percent, ANALYST: percent, VIDEO: percent }),
})

export type ContentWishes = z.infer<typeof wishesSchema>
export type GateWishes = ContentWishes['gates']

const DEFAULTS: ContentWishes = {
  platform: 'YOUTUBE_SHORTS',
  style: 'CINEMATIC',
  tone: 'informative and engaging',
  targetSeconds: 35,
  gates: { STRATEGIST: null, CREATOR: null, ANALYST: null, VIDEO: null },
}

const STORED = 'orion.wishes'

/** The choices of the last time, in this browser; the defaults where there are none or they no longer fit. */
export function loadWishes(): ContentWishes {
  try {
    return wishesSchema.parse(JSON.parse(localStorage.getItem(STORED) ?? ''))
  } catch {
    return DEFAULTS
  }
}

export function storeWishes(wishes: ContentWishes): void {
  localStorage.setItem(STORED, JSON.stringify(wishes))
}

/** The mutation's input. Gates that a person decides are left out, as the graph wants it. */
export function toInput(trendId: string, { gates, ...wishes }: ContentWishes): GenerateContentInput {
  const stages = ['STRATEGIST', 'CREATOR', 'ANALYST', 'VIDEO'] as const
  return {
    trendId,
    ...wishes,
    gates: stages.flatMap(stage => {
      const passPercent = gates[stage]
      return passPercent === null ? [] : [{ stage, passAt: passPercent / 100 }]
    }),
  }
}
