import type { Scene } from './scene-plan.ts'

/** Frames in which a picture fades into the next; even, so that half lies on each side of the cut. */
export const fadeFrames = 12

/** What is seen of one scene within a part. */
export interface SceneSpan {
  readonly sceneIndex: number
  /** Frames of the scene that were shown in earlier parts. */
  readonly offset: number
  readonly frames: number
}

/**
 * A stretch of the video that one ffmpeg encodes. Parts follow each other without overlap: a fade lies whole in the part
 * of the picture that fades away, and the next part takes up the new picture's movement where the fade left it.
 */
export interface VideoPart {
  readonly from: number
  readonly to: number
  readonly scene: SceneSpan
  /** The scene that fades in over the last `fadeFrames` of this part. */
  readonly fadesTo?: SceneSpan
}

const longestPartFrames = 100

/** Frames in which a scene can be seen, with its fades. */
export function visibleFrames(scenes: readonly Scene[], index: number): number {
  const scene = scenes[index]
  if (!scene) throw new RangeError(`there is no scene ${index}`)
  const fadeIn = index > 0 ? fadeFrames / 2 : 0
  const fadeOut = index < scenes.length - 1 ? fadeFrames / 2 : 0
  return scene.to - scene.from + fadeIn + fadeOut
}

/**
 * Cuts the video into parts of at most about 3.3 s, so that the work spreads evenly over the processors. The last part
 * of a scene always holds its whole fade.
 */
export function videoParts(scenes: readonly Scene[]): VideoPart[] {
  return scenes.flatMap((scene, index) => {
    const isLast = index === scenes.length - 1
    const appears = scene.from - (index > 0 ? fadeFrames / 2 : 0)
    const from = scene.from + (index > 0 ? fadeFrames / 2 : 0)
    const to = scene.to + (isLast ? 0 : fadeFrames / 2)
    const count = Math.max(
      1,
      Math.min(Math.round((to - from) / longestPartFrames), Math.floor((to - from) / (2 * fadeFrames))),
    )
    return Array.from({ length: count }, (_, at): VideoPart => {
      const partFrom = from + Math.round(((to - from) * at) / count)
      const partTo = from + Math.round(((to - from) * (at + 1)) / count)
      const span = { sceneIndex: index, offset: partFrom - appears, frames: partTo - partFrom }
      const fadesTo = { sceneIndex: index + 1, offset: 0, frames: fadeFrames }
      return { from: partFrom, to: partTo, scene: span, ...(at === count - 1 && !isLast ? { fadesTo } : {}) }
    })
  })
}
