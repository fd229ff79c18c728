import { type Color, lighten, mix, saturate, turn } from './color.ts'
import { palettes } from './palettes.ts'
import type { Random } from './random.ts'
import type { Mood, StyleName, TimeOfDay } from './vocabulary.ts'

/** A colour plate: what colours a picture may use, and which styles, moods and times of day it suits. */
export interface Palette {
  readonly name: string
  /** From the zenith to the horizon. */
  readonly sky: readonly [top: Color, middle: Color, low: Color]
  readonly light: Color
  readonly far: Color
  readonly near: Color
  readonly accent: Color
  readonly accent2: Color
  readonly styles: readonly StyleName[]
  readonly moods: readonly Mood[]
  readonly times: readonly TimeOfDay[]
}

export interface PaletteWish {
  readonly style: StyleName
  readonly moods: readonly Mood[]
  readonly time: TimeOfDay | undefined
  readonly random: Random
}

/** Picks the plate that suits the wish best, by chance among the good ones, and turns its hues a little. */
export const choosePalette = ({ style, moods, time, random }: PaletteWish): Palette => {
  const suited = palettes.filter(palette => palette.styles.includes(style))
  const weightOf = (palette: Palette): number => {
    const moodHits = palette.moods.filter(mood => moods.includes(mood)).length
    const timeHit = time !== undefined && palette.times.includes(time)
    return 1 + 5 * moodHits + (timeHit ? 6 : 0) + (palette.styles[0] === style ? 1 : 0)
  }
  const chosen = random.weighted(suited.map(palette => [palette, weightOf(palette) ** 1.5] as const))
  return turnPalette(chosen, random.between(-9, 9))
}

const turnPalette = (palette: Palette, degrees: number): Palette => ({
  ...palette,
  sky: [turn(palette.sky[0], degrees), turn(palette.sky[1], degrees), turn(palette.sky[2], degrees)],
  far: turn(palette.far, degrees),
  near: turn(palette.near, degrees),
  accent: turn(palette.accent, degrees / 2),
})

/** The colour of a layer of the landscape: depth 0 is the farthest, 1 the nearest. */
export const layerColor = (palette: Palette, depth: number): Color =>
  saturate(mix(palette.far, palette.near, depth), 1.12)

/** A colour that things have of themselves (grass, wood, gold), brought into the light of the plate. */
export const localColor = (palette: Palette, own: Color, harmony = 0.16): Color =>
  mix(own, palette.sky[1], harmony)

/** The light and dark of man-made objects under this plate: never pure white, never near black. */
export const paperOf = (palette: Palette): Color => mix('#ffffff', palette.light, 0.35)
export const inkOf = (palette: Palette): Color => {
  const ink = saturate(mix(palette.near, '#1d1a40', 0.45), 1.05)
  return lighten(ink, 0.02)
}
