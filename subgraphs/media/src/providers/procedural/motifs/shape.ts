/**
 * A motif is a small flat drawing in a box from -100 to 100, y down, made of shapes painted one over the other.
 * The shapes name tones, not colours: plate, light and style of the picture decide how they look.
 */
export interface Motif {
  /** True when it stands on the ground at y = 100; false when it may float. */
  readonly stands: boolean
  readonly shapes: readonly Shape[]
}

export interface Shape {
  readonly tone: Tone
  /** SVG path data, each painted on its own. */
  readonly paths: readonly string[]
  /** Given: stroked with this width instead of filled. */
  readonly strokeWidth?: number
}

export type Tone =
  /** Colours of the plate. */
  | 'paper'
  | 'ink'
  | 'accent'
  | 'accent2'
  | 'deep'
  | 'metal'
  | 'steel'
  | 'glass'
  | 'glow'
  /** Colours that things have of themselves. */
  | 'red'
  | 'gold'
  | 'green'
  | 'blue'
  | 'brown'
  | 'pink'
  | 'cream'
  /** Veils over what is below: a touch of shadow, a touch of light. */
  | 'shade'
  | 'shine'

export const standing = (...shapes: Shape[]): Motif => ({ stands: true, shapes })
export const floating = (...shapes: Shape[]): Motif => ({ stands: false, shapes })

export const fill = (tone: Tone, ...paths: string[]): Shape => ({ tone, paths })
export const line = (tone: Tone, strokeWidth: number, ...paths: string[]): Shape => ({
  tone,
  paths,
  strokeWidth,
})

export const oval = (x: number, y: number, rx: number, ry: number): string =>
  `M${x - rx} ${y}a${rx} ${ry} 0 1 1 ${2 * rx} 0a${rx} ${ry} 0 1 1 ${-2 * rx} 0Z`

export const disc = (x: number, y: number, radius: number): string => oval(x, y, radius, radius)

/** A box by its top left corner, with rounded corners. */
export const box = (x: number, y: number, width: number, height: number, corner = 0): string => {
  const r = Math.min(corner, width / 2, height / 2)
  if (r === 0) return `M${x} ${y}h${width}v${height}h${-width}Z`
  const arc = (dx: number, dy: number): string => `a${r} ${r} 0 0 1 ${dx} ${dy}`
  return `M${x + r} ${y}h${width - 2 * r}${arc(r, r)}v${height - 2 * r}${arc(-r, r)}h${2 * r - width}${arc(-r, -r)}v${2 * r - height}${arc(r, -r)}Z`
}

/** A polygon from x, y, x, y … */
export const poly = (...coordinates: number[]): string => {
  const points: string[] = []
  for (let index = 0; index + 1 < coordinates.length; index += 2) {
    points.push(`${coordinates[index]} ${coordinates[index + 1]}`)
  }
  return `M${points.join('L')}Z`
}

/** Points on a circle, for cogs, stars and petals: turn 0 is up, clockwise. */
export const around = (count: number, place: (turn: number) => string): string =>
  Array.from({ length: count }, (_, index) => place((index / count) * 2 * Math.PI)).join('')

export const star = (x: number, y: number, points: number, outer: number, inner: number): string => {
  const coordinates: number[] = []
  for (let index = 0; index < points * 2; index++) {
    const radius = index % 2 === 0 ? outer : inner
    const angle = (index / (points * 2)) * 2 * Math.PI
    coordinates.push(x + radius * Math.sin(angle), y - radius * Math.cos(angle))
  }
  return poly(...coordinates.map(value => Math.round(value * 10) / 10))
}
