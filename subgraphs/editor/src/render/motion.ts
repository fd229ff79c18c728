import { canvas } from './encoding.ts'

/** The slow camera movement over a still picture. */
export type Motion =
  | { readonly kind: 'zoom'; readonly direction: 'in' | 'out'; readonly corner: Corner }
  | { readonly kind: 'pan'; readonly direction: 'up' | 'down' }

type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right'

const sequence: readonly Motion[] = [
  { kind: 'zoom', direction: 'in', corner: 'top-right' },
  { kind: 'pan', direction: 'down' },
  { kind: 'zoom', direction: 'out', corner: 'bottom-left' },
  { kind: 'zoom', direction: 'in', corner: 'top-left' },
  { kind: 'pan', direction: 'up' },
  { kind: 'zoom', direction: 'out', corner: 'bottom-right' },
  { kind: 'zoom', direction: 'in', corner: 'bottom-left' },
]

/**
 * A zoom grows by whole pixels in every frame, so that it does not stutter: one in width, two in height. Against the true
 * ratio of 16 to 9 that bends the picture by under 1 %, half of it one way at the start, half the other way at the end.
 */
const zoomPixelsPerFrame = { width: 1, height: 2 } as const
/** Whole chroma samples per frame: a pan at this speed has no jitter and costs nothing. */
const panPixelsPerFrame = 2
/** A pan longer than this would show too small a part of the picture. */
const longestPanFrames = 190

/** The movement of the n-th scene; neighbours differ, and so does a picture shown again. */
export function motionFor(sceneIndex: number, visibleFrames: number): Motion {
  const motion = sequence[sceneIndex % sequence.length] ?? { kind: 'pan', direction: 'down' }
  if (motion.kind === 'pan' && visibleFrames > longestPanFrames) {
    return { kind: 'zoom', direction: motion.direction === 'down' ? 'in' : 'out', corner: 'top-right' }
  }
  return motion
}

export interface MotionSpan {
  /** Frames of the scene that were shown before this piece. */
  readonly offset: number
  /** Frames of this piece. */
  readonly frames: number
  /** Frames in which the scene can be seen at all, fades included. */
  readonly visibleFrames: number
}

const even = (value: number): number => Math.ceil(value / 2) * 2

/** Fills a box of this size with the picture and cuts off what is over, in the colours of the video. */
function cover(width: number, height: number): string {
  return [
    `scale=${width}:${height}:force_original_aspect_ratio=increase:flags=bicubic+accurate_rnd:out_color_matrix=bt709:out_range=tv`,
    `crop=${width}:${height}`,
    'setsar=1',
    'format=yuv420p',
  ].join(',')
}

/** Repeats the one decoded picture; the loop filter does not decode it again as `-loop 1` would. */
function repeat(frames: number): string {
  return `loop=loop=${frames}:size=1:start=0,setpts=N/${canvas.framesPerSecond}/TB,fps=${canvas.framesPerSecond},trim=end_frame=${frames}`
}

/**
 * Filters that turn one picture into this piece of its scene.
 *
 * A zoom grows the picture from its top left corner and crops there, since `crop` cannot follow a size that changes;
 * turning the picture around before and after puts the fixed point into any corner.
 */
export function motionFilters(motion: Motion, { offset, frames, visibleFrames }: MotionSpan): string {
  const { width, height } = canvas
  if (motion.kind === 'pan') {
    const way = panPixelsPerFrame * visibleFrames
    const step = `${panPixelsPerFrame}*(n+${offset})`
    const tall = even(height + way)
    const y = motion.direction === 'down' ? step : `${way}-${step}`
    const wide = even((width * tall) / height)
    return `${cover(wide, tall)},${repeat(frames)},crop=${width}:${height}:${even((wide - width) / 4)}:'${y}',setsar=1`
  }
  const turns = [
    ...(motion.corner.endsWith('right') ? ['hflip'] : []),
    ...(motion.corner.startsWith('bottom') ? ['vflip'] : []),
  ]
  const grown = motion.direction === 'in' ? `(n+${offset})` : `(${visibleFrames}-n-${offset})`
  const wide = width + zoomPixelsPerFrame.width * visibleFrames
  const middleRatio =
    (height + (zoomPixelsPerFrame.height * visibleFrames) / 2) /
    (width + (zoomPixelsPerFrame.width * visibleFrames) / 2)
  return [
    cover(even(wide), even(wide * middleRatio)),
    ...turns,
    repeat(frames),
    `scale=w='${width}+${zoomPixelsPerFrame.width}*${grown}':h='${height}+${zoomPixelsPerFrame.height}*${grown}':eval=frame:flags=bilinear`,
    `crop=${width}:${height}:0:0`,
    ...turns,
    'setsar=1', // scaling by whole pixels leaves a pixel shape that is not quite square
  ].join(',')
}
