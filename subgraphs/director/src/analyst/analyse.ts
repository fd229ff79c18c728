import type { Critique } from '../critic/critique.ts'
import type { VisualPlan } from '../visuals/visual-plan.ts'
import { isItemSentence } from '../writer/framing.ts'
import { narration, type Script, spokenSeconds } from '../writer/script.ts'
import type { Analysis, Benchmark, Suggestion } from './analysis.ts'

/** What there is to look at. */
export interface AnalysisMaterial {
  script: Script
  critique: Critique
  plan: VisualPlan
  benchmark: Benchmark
  niche: string
}

/** Compares a content with those before it and says what to do better, without a language model. */
export function analyse({ script, critique, plan, benchmark, niche }: AnalysisMaterial): Analysis {
  const seconds = Math.round(spokenSeconds(narration(script)))
  const suggestions = suggestionsFor(script, critique, plan, seconds)
  const lengthFit = seconds >= 20 && seconds <= 50 ? 1 : 0.7
  return {
    summary:
      `The script speaks for about ${seconds} seconds over ${plan.prompts.length} scenes. ` +
      `Its strongest part is ${strongest(critique)}, its confidence is ${critique.confidence.toFixed(2)}.`,
    benchmarkComparison: compare(critique.confidence, seconds, benchmark, niche),
    suggestions,
    overallScore: Math.round((0.8 * critique.confidence + 0.2 * lengthFit) * 1000) / 1000,
  }
}

function strongest(critique: Critique): string {
  const parts: [string, number][] = [
    ['the hook', critique.hookStrength],
    ['what the viewer learns', critique.valueDensity],
    ['the call to action', critique.callToActionClarity],
  ]
  return parts.reduce((best, part) => (part[1] > best[1] ? part : best))[0]
}

function compare(confidence: number, seconds: number, benchmark: Benchmark, niche: string): string {
  const { contents, averageConfidence, averageSeconds } = benchmark
  if (contents === 0 || averageConfidence === null || averageSeconds === null) {
    return `It is the first content in the niche “${niche}” in 30 days, so there is nothing to compare it with.`
  }
  const difference = Math.round((confidence - averageConfidence) * 100)
  const than = `${contents} ${contents === 1 ? 'content' : 'contents'} in the niche “${niche}” of the last 30 days`
  const better =
    Math.abs(difference) < 2
      ? 'on a par with'
      : `${Math.abs(difference)} points ${difference > 0 ? 'above' : 'below'} the average of`
  const longer = Math.round(seconds - averageSeconds)
  const length =
    Math.abs(longer) < 3
      ? 'about as long'
      : `${Math.abs(longer)} seconds ${longer > 0 ? 'longer' : 'shorter'}`
  return `Its confidence is ${better} the ${than}, and it is ${length}.`
}

function suggestionsFor(script: Script, critique: Critique, plan: VisualPlan, seconds: number): Suggestion[] {
  const suggestions: Suggestion[] = []
  if (critique.hookStrength < 0.8) {
    suggestions.push({
      area: 'hook',
      suggestion: 'Open with the most specific fact: a name, a number or a question.',
      expectedImpact: critique.hookStrength < 0.6 ? 'high' : 'medium',
      rationale: `The hook scores ${critique.hookStrength.toFixed(2)}; viewers decide in the first seconds.`,
    })
  }
  if (script.body.some(isItemSentence)) {
    suggestions.push({
      area: 'source',
      suggestion: 'Choose trends whose source gives its full text.',
      expectedImpact: 'high',
      rationale: 'The source said too little to fill the video with its own facts.',
    })
  } else if (critique.valueDensity < 0.75) {
    suggestions.push({
      area: 'body',
      suggestion: 'Prefer sentences with names and numbers, and leave general remarks out.',
      expectedImpact: 'medium',
      rationale: `What the viewer learns scores ${critique.valueDensity.toFixed(2)}.`,
    })
  }
  if (seconds > 45) {
    suggestions.push({
      area: 'length',
      suggestion: 'Keep it under 45 seconds.',
      expectedImpact: 'medium',
      rationale: `It speaks for about ${seconds} seconds; short videos are watched to their end more often.`,
    })
  }
  if (new Set(plan.prompts.map(prompt => prompt.cameraAngle)).size < plan.prompts.length / 2) {
    suggestions.push({
      area: 'visuals',
      suggestion: 'Vary the camera angle from scene to scene.',
      expectedImpact: 'low',
      rationale: 'More than half of the scenes look from the same side.',
    })
  }
  return suggestions
}
