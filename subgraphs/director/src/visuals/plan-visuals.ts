import type { VisualPrompt, VisualStyle } from '@orion/common'
import type { Article } from '../writer/article.ts'
import { isItemSentence } from '../writer/framing.ts'
import { plainHeadline } from '../writer/headline.ts'
import { isFrame } from '../writer/hook.ts'
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
  const headline = plainHeadline(article.topic, article.source)
  const phrases = visiblePhrases(headline, 3)
  const subject = phrases.length > 0 ? phrases : [headline]
  const prompts = scenes.map((scene, at): VisualPrompt => {
    const angle = cameraAngles[(at + variation) % cameraAngles.length] ?? cameraAngles[0]
    return {
      scene: at + 1,
      description: sceneText(angle, describe(scene, scenes, at, subject, script.visualCues, variation)),
      style,
      cameraAngle: angle,
      mood: at === 0 ? `${mood}, striking` : mood,
      negativePrompt: negativePrompts[style],
      segments: scene.segments,
    }
  })
  return { styleGuide: styleGuides[style], prompts }
}

function sceneText(angle: string, focus: string): string {
  return `${angle.charAt(0).toUpperCase()}${angle.slice(1)}: ${focus}`
}

function describe(
  scene: Scene,
  scenes: readonly Scene[],
  at: number,
  subject: readonly string[],
  cues: readonly string[],
  variation: number,
): string {
  const isLast = at === scenes.length - 1
  const named = isLast ? [] : visiblePhrases(matterOf(scene.text), 4)
  const turn = variation % Math.max(1, named.length)
  const spare = cues[(at + variation) % Math.max(1, cues.length)]
  const shown = named.length > 0 ? [...named.slice(turn), ...named.slice(0, turn)] : [spare].filter(isText)
  const focus =
    at === 0 || isLast ? distinct([...subject, ...shown]) : distinct([...shown, ...subject.slice(0, 1)])
  return `${focus.join(', ')}${isLast ? ', calm closing image with room to breathe' : ''}`
}

/** What a sentence is about, without the words that say who says it; nothing of sentences about the item itself. */
function matterOf(text: string): string {
  if (isItemSentence(text)) return ''
  return isFrame(text) ? text.slice(text.indexOf(':') + 1) : text.replace(/^[^"]{3,70}: "/, '"')
}

/** Phrases that no other one contains, in their order. */
function distinct(phrases: readonly string[]): string[] {
  const lower = phrases.map(phrase => phrase.toLowerCase())
  return phrases.filter((_, at) =>
    lower.every(
      (other, place) =>
        place === at || !other.includes(lower[at] ?? '') || (other === lower[at] && place > at),
    ),
  )
}

function isText(value: string | undefined): value is string {
  return value !== undefined
}

const moods: readonly [RegExp, string][] = [
  [
    /\b(kill(s|ed|ing)?|dead|dies|died|deaths?|attacks?|shootings?|abuse|victims?|wars?|bombs?|murders?|assaults?)\b/i,
    'sombre, respectful',
  ],
  [
    /\b(threat(s|ens?)?|warn(s|ed|ing)?|fears?|dangers?|cris[ie]s|risks?|scams?|fraud|lawsuits?|sues?|resign(s|ed)?)\b/i,
    'tense, uneasy',
  ],
  [
    /\b(wins?|won|success|records?|celebrat\w+|awards?|champions?|breakthroughs?|launch(es|ed)?|opens?)\b/i,
    'bright, hopeful',
  ],
  [
    /\b(research\w*|stud(y|ies)|scientists?|discover\w*|engineers?|software|code|data|tests?)\b/i,
    'curious, focused',
  ],
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
