/** Where the eye of the picture is. */
export interface Camera {
  readonly name: 'wide' | 'medium' | 'close' | 'low' | 'high' | 'overhead' | 'shoulder' | 'dutch'
  /** Height of the horizon as a share of the picture, 0 the top. */
  readonly horizon: number
  /** Half the side of the main thing as a share of the short side of the picture. */
  readonly heroSize: number
  /** Radians the whole picture leans. */
  readonly tilt: number
}

const cameras: readonly (readonly [pattern: RegExp, camera: Camera])[] = [
  [/overhead|top[- ]down|flat[- ]?lay|knolling/, { name: 'overhead', horizon: 0.2, heroSize: 0.27, tilt: 0 }],
  [
    /bird'?s?[- ]?eye|aerial|drone|high[- ]angle|from above/,
    { name: 'high', horizon: 0.25, heroSize: 0.23, tilt: 0 },
  ],
  [
    /low[- ]angle|worm'?s?|from below|looking up|hero shot/,
    { name: 'low', horizon: 0.58, heroSize: 0.35, tilt: 0 },
  ],
  [/dutch|tilted|canted/, { name: 'dutch', horizon: 0.43, heroSize: 0.29, tilt: -0.085 }],
  [
    /over[- ]the[- ]shoulder|\bpov\b|point of view|first[- ]person/,
    { name: 'shoulder', horizon: 0.42, heroSize: 0.27, tilt: 0 },
  ],
  [/close|macro|detail|insert shot/, { name: 'close', horizon: 0.42, heroSize: 0.38, tilt: 0 }],
  [
    /wide|establishing|panoram|long shot|full shot|landscape|tracking|dolly/,
    { name: 'wide', horizon: 0.4, heroSize: 0.2, tilt: 0 },
  ],
]

const medium: Camera = { name: 'medium', horizon: 0.42, heroSize: 0.28, tilt: 0 }

/** Reads the camera from the words of a director ("low-angle close-up"); a medium shot when they name none. */
export const readCamera = (...texts: readonly string[]): Camera => {
  for (const text of texts) {
    const found = cameras.find(([pattern]) => pattern.test(text.toLowerCase()))
    if (found !== undefined) return found[1]
  }
  return medium
}
