import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Look } from './look.ts'
import type { Palette } from './palette.ts'
import type { Random } from './random.ts'
import type { Brief } from './read-prompt.ts'

/** Everything a part of the picture needs to draw itself. Lengths are logical units: the short side is 1080. */
export interface Scene {
  readonly ctx: SKRSContext2D
  readonly width: number
  readonly height: number
  readonly palette: Palette
  readonly look: Look
  readonly brief: Brief
  readonly random: Random
  /** Height of the eye line from the top. */
  readonly horizon: number
  /** Where the light comes from: the sun, the moon, the lamp. */
  readonly light: {
    readonly x: number
    readonly y: number
    readonly radius: number
    readonly hidden: boolean
  }
  /** Real pixels to a logical unit. */
  readonly pixelRatio: number
}

export interface Point {
  readonly x: number
  readonly y: number
}
