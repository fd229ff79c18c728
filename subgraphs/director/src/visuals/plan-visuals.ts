import type { VisualPrompt, VisualStyle } from '@orion/common'
import type { Article } from '../writer/article.ts'
import { type Script, spokenParts } from '../writer/script.ts'
import { visiblePhrases } from '../writer/visual-cues.ts'
import { type Scene, scenesOf } from './scenes.ts'
import { negativePrompts, styleGuides, type VisualPlan } from './visual-plan.ts'

const cameraAngles = [
  'wide establishing shot',
  'close-up',
  'low angle',
  'overhead view',
  'medium shot at eye level',
  'three-quarter view',
  'wide shot from behind',
] as const

/**
 * Plans the pictures of a script without a language model: each scene shows what its own words name, from a camera
 * angle that its neighbours do not have. `variation` turns to other angles and phrases, for another try.
 */
export function planVisuals(script: Script, article: Article, style: VisualStyle, variation = 0): VisualPlan {
  const mood = moodOf(`${script.hook} ${script.body.join(' ')}`)
  const scenes = scenesOf(spokenParts(script))
  const subject = visiblePhrases(article.topic, 3).join(', ') || article.topic
  const prompts = scenes.map((scene, at): VisualPrompt => {
    const angle = cameraAngles[(at + variation) % cameraAngles.length] ?? cameraAngles[0]
    return {
      scene: at + 1,
      description: describe(scene, scenes, at, subject, script.visualCues, angle, variation),
      style,
      cameraAngle: angle,
      mood: at === 0 ? `${mood}, striking` : mood,
      negativePrompt: negativePrompts[style],
      segments: scene.segments,
    }
  })
  return { styleGuide: styleGuides[style], prompts }
}

function describe(
  scene: Scene,
  scenes: readonly Scene[],
  at: number,
  subject: string,
  cues: readonly string[],
  angle: string,
  variation: number,
): string {
  const isLast = at === scenes.length - 1
  const named = isLast ? [] : visiblePhrases(scene.text, 4)
  const turned =
    named.length > 1
      ? [...named.slice(variation % named.length), ...named.slice(0, variation % named.length)]
      : named
  const shown = turned.length > 0 ? turned : [cues[(at + variation) % Math.max(1, cues.length)] ?? subject]
  const focus = at === 0 || isLast ? `${subject}; ${shown.join(', ')}` : shown.join(', ')
  const ending = isLast ? ', calm closing image with room to breathe' : ''
  return `${angle.charAt(0).toUpperCase()}${angle.slice(1)}: ${focus}${ending}`
}

const moods: readonly [RegExp, string][] = [
  [
    /\b(kill|dead|dies|died|death|attack|shoot|abuse|victim|crash|war|bomb|murder|assault)\w*/i,
    'sombre, respectful',
  ],
  [/\b(threat|warn|fear|danger|crisis|risk|fail|scam|fraud|lawsuit|sue)\w*/i, 'tense, uneasy'],
  [/\b(win|won|success|record|celebrat|award|champion|breakthrough|launch|announc)\w*/i, 'bright, hopeful'],
  [/\b(research|study|scientist|discover|engineer|software|code|data|test)\w*/i, 'curious, focused'],
]

function moodOf(text: string): string {
  return moods.find(([pattern]) => pattern.test(text))?.[1] ?? 'attentive, vivid'
}

/**
 * How well a plan serves its script, 0..1: every spoken part has a picture, there are enough scenes, and they differ
 * from each other.
 */
export function scoreVisuals(plan: VisualPlan, segmentCount: number): number {
  const covered = new Set(plan.prompts.flatMap(prompt => prompt.segments)).size / Math.max(1, segmentCount)
  const different =
    new Set(plan.prompts.map(prompt => prompt.description.toLowerCase())).size / plan.prompts.length
  const detailed =
    plan.prompts.filter(prompt => prompt.description.split(/\s+/).length >= 6).length / plan.prompts.length
  return Math.round((0.5 * Math.min(1, covered) + 0.3 * different + 0.2 * detailed) * 1000) / 1000
}
