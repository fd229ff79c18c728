import { countSpokenWords, countWords } from '../writer/script.ts'
import { fewestScenes, mostScenes } from './visual-plan.ts'

/** A scene and the spoken parts it goes with. */
export interface Scene {
  /** Positions of the spoken parts, from 0. */
  segments: number[]
  /** What is spoken during the scene, or the part of it that this scene shows. */
  text: string
}

/**
 * Divides spoken parts (hook, sentences, call to action) into five to seven scenes. There is one scene for each part;
 * where that is too many, the shortest neighbours share one; where it is too few, the longest part gets two scenes,
 * cut at the pause nearest to its middle.
 */
export function scenesOf(parts: readonly string[]): Scene[] {
  const scenes: Scene[] = parts.map((text, at) => ({ segments: [at], text }))
  while (scenes.length > mostScenes) joinShortest(scenes)
  while (scenes.length < fewestScenes && divideLongest(scenes)) {}
  const spare = scenes.at(-1)
  while (spare && scenes.length < fewestScenes)
    scenes.push({ segments: [...spare.segments], text: spare.text })
  return scenes
}

/** Hook and call to action keep a scene of their own. */
function joinShortest(scenes: Scene[]): void {
  let shortest = 1
  for (let at = 1; at + 2 < scenes.length; at++)
    if (lengthOf(scenes, at) < lengthOf(scenes, shortest)) shortest = at
  const [left, right] = scenes.slice(shortest, shortest + 2)
  if (!left || !right) return
  scenes.splice(shortest, 2, {
    segments: [...left.segments, ...right.segments],
    text: `${left.text} ${right.text}`,
  })
}

function lengthOf(scenes: readonly Scene[], at: number): number {
  return countSpokenWords(`${scenes[at]?.text ?? ''} ${scenes[at + 1]?.text ?? ''}`)
}

function divideLongest(scenes: Scene[]): boolean {
  const byLength = [...scenes.keys()].sort(
    (a, b) => countSpokenWords(scenes[b]?.text ?? '') - countSpokenWords(scenes[a]?.text ?? ''),
  )
  for (const at of byLength) {
    const scene = scenes[at]
    const cut = scene && middlePause(scene.text)
    if (!scene || cut === undefined) continue
    const [left, right] = [scene.text.slice(0, cut).trim(), scene.text.slice(cut).trim()]
    scenes.splice(at, 1, { ...scene, text: left }, { segments: [...scene.segments], text: right })
    return true
  }
  return false
}

/** The place of the comma, colon or space nearest to the middle; undefined for a text of one or two words. */
function middlePause(text: string): number | undefined {
  const nearest = (pattern: RegExp) =>
    [...text.matchAll(pattern)]
      .map(match => match.index + 1)
      .sort((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2))[0]
  const pause = nearest(/[,;:.](?=\s)/g)
  if (pause !== undefined && pause > text.length * 0.25 && pause < text.length * 0.75) return pause
  return countWords(text) > 2 ? nearest(/\s/g) : undefined
}
