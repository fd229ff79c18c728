/** How good a script is; all figures from 0 to 1. */
export interface Critique {
  hookStrength: number
  valueDensity: number
  callToActionClarity: number
  /** See {@link confidenceOf}. */
  confidence: number
  /** What could be better, in sentences the writer can follow. */
  feedback: string[]
}

/** A script below this confidence is refined … */
export const goodEnough = 0.7
/** … at most this often. */
export const mostRefinements = 2

/** 0.40 × hook + 0.35 × value + 0.25 × call to action, rounded to three places. */
export function confidenceOf(
  parts: Pick<Critique, 'hookStrength' | 'valueDensity' | 'callToActionClarity'>,
): number {
  const weighted = 0.4 * parts.hookStrength + 0.35 * parts.valueDensity + 0.25 * parts.callToActionClarity
  return Math.round(weighted * 1000) / 1000
}
