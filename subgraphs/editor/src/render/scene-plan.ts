import type { NarratedSentence } from '../speech/narration.ts'
import { canvas, framesIn } from './encoding.ts'

/** One picture on the screen from a cut to the next, in frames. */
export interface Scene {
  readonly imageIndex: number
  /** First frame behind the cut. */
  readonly from: number
  /** Frame of the next cut, or the length of the video. */
  readonly to: number
}

/** A picture as the plan sees it: the positions of the script segments it was made for; none if it fits anywhere. */
export interface ScenePicture {
  readonly segments: readonly number[]
}

export interface ScenePlanInput {
  readonly sentences: readonly NarratedSentence[]
  readonly pictures: readonly ScenePicture[]
  readonly totalFrames: number
}

const shortestSeconds = 1.8
const longestSeconds = 7.5
const usualSeconds = 5

/** A moment at which the picture may change, and how bad that is: 0 between sentences, 1 in the middle of a phrase. */
interface Opening {
  readonly frame: number
  readonly penalty: number
}

function openings(sentences: readonly NarratedSentence[]): Opening[] {
  return sentences.flatMap((sentence, index) =>
    sentence.words.flatMap((word, at) => {
      if (index === 0 && at === 0) return []
      const previous = sentences[index - 1]
      const before = at === 0 ? previous?.endSeconds : sentence.words[at - 1]?.endSeconds
      const frame = framesIn(((before ?? word.startSeconds) + word.startSeconds) / 2)
      if (at === 0) return [{ frame, penalty: previous?.position === sentence.position ? 0 : -0.15 }]
      const clause = /[,;:–—]["'”’)]*$/u.test(sentence.words[at - 1]?.text ?? '')
      return [{ frame, penalty: clause ? 0.12 : 1 }]
    }),
  )
}

/** Frames between two moments in which something is said that the picture was not made for. */
function strayFrames(
  sentences: readonly NarratedSentence[],
  picture: ScenePicture,
  from: number,
  to: number,
): number {
  if (picture.segments.length === 0) return 0
  return sentences.reduce((sum, sentence) => {
    if (picture.segments.includes(sentence.position)) return sum
    const overlap =
      Math.min(to, framesIn(sentence.endSeconds)) - Math.max(from, framesIn(sentence.startSeconds))
    return sum + Math.max(0, overlap)
  }, 0)
}

/** Seconds that fall to each picture by what is said. */
function sharesOf({ sentences, pictures }: ScenePlanInput): number[] {
  return pictures.map(picture =>
    sentences.reduce((sum, { position, startSeconds, endSeconds }) => {
      const sharing = pictures.filter(other => other.segments.includes(position)).length
      return picture.segments.includes(position) ? sum + (endSeconds - startSeconds) / sharing : sum
    }, 0),
  )
}

/**
 * Which picture each scene shows. Too many pictures for the time are thinned out evenly. Too few come again: right away
 * when they were made for a long segment, else by turns.
 */
function pictureOrder(input: ScenePlanInput): number[] {
  const { pictures, totalFrames } = input
  const seconds = totalFrames / canvas.framesPerSecond
  const most = Math.max(1, Math.floor(seconds / shortestSeconds))
  if (most < pictures.length) {
    return Array.from({ length: most }, (_, at) =>
      Math.round((at * (pictures.length - 1)) / Math.max(1, most - 1)),
    )
  }
  if (pictures.some(picture => picture.segments.length === 0)) {
    const count =
      seconds / pictures.length > longestSeconds ? Math.ceil(seconds / usualSeconds) : pictures.length
    return Array.from({ length: count }, (_, at) => at % pictures.length)
  }
  const shares = sharesOf(input)
  return pictures.flatMap((_, at) => {
    const share = shares[at] ?? 0
    return Array.from({ length: share > longestSeconds ? Math.ceil(share / usualSeconds) : 1 }, () => at)
  })
}

/** Chooses the cuts (the last is the video's end) at which scenes are about equally long and fit what is said. */
function bestCuts(input: ScenePlanInput, order: readonly number[]): number[] {
  const { sentences, pictures, totalFrames } = input
  const ideal = totalFrames / order.length
  const shortest = Math.min(shortestSeconds * canvas.framesPerSecond, ideal * 0.6)
  // Openings at even distances let a plan be made even for a text of one long word.
  const even = order.slice(1).map((_, at) => ({ frame: Math.round(ideal * (at + 1)), penalty: 2 }))
  const inner = [...openings(sentences), ...even].sort((a, b) => a.frame - b.frame)
  const points = [{ frame: 0, penalty: 0 }, ...inner, { frame: totalFrames, penalty: 0 }]

  let best = points.map((_, at) => ({
    sum: at === 0 ? 0 : Number.POSITIVE_INFINITY,
    cuts: [] as readonly number[],
  }))
  for (const imageIndex of order) {
    const picture = pictures[imageIndex] ?? { segments: [] }
    best = points.map((point, at) => {
      let choice = { sum: Number.POSITIVE_INFINITY, cuts: [] as readonly number[] }
      for (let before = 0; before < at; before++) {
        const from = points[before]?.frame ?? 0
        const path = best[before]
        const length = point.frame - from
        if (!path || !Number.isFinite(path.sum) || length < shortest) continue
        const stray = strayFrames(sentences, picture, from, point.frame) / ideal
        const overlong = Math.max(0, length - longestSeconds * canvas.framesPerSecond) / ideal
        const sum =
          path.sum + ((length - ideal) / ideal) ** 2 + point.penalty * 0.4 + stray * 1.5 + overlong * 3
        if (sum < choice.sum) choice = { sum, cuts: [...path.cuts, point.frame] }
      }
      return choice
    })
  }
  const chosen = best.at(-1)
  return chosen && Number.isFinite(chosen.sum)
    ? [...chosen.cuts]
    : [...even.map(point => point.frame), totalFrames]
}

/**
 * Shares the pictures out over the narration, in their order, so that each is seen while its segment is spoken. A
 * picture changes between sentences where it can, else at a comma. Pictures come again when each would stand longer
 * than 7.5 s, and some are left out when they would stand shorter than 1.8 s.
 */
export function planScenes(input: ScenePlanInput): Scene[] {
  const { pictures, totalFrames } = input
  if (pictures.length < 1) throw new RangeError('a video needs at least one picture')
  const order = pictureOrder(input)
  const cuts = bestCuts(input, order)
  return order.map((imageIndex, at) => ({ imageIndex, from: cuts[at - 1] ?? 0, to: cuts[at] ?? totalFrames }))
}
