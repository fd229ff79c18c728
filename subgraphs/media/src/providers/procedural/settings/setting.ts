import type { Scene } from '../scene.ts'

/** Where things can be put in a setting once it is drawn. */
export interface Stage {
  /** Height where a big thing in the middle distance meets the ground. */
  readonly ground: number
  /** False where there is no ground: things float. */
  readonly solid: boolean
  /** True where hills in front would look at home. */
  readonly outdoors: boolean
}

/** Draws a place over the whole picture and says where there is ground in it. */
export type Setting = (scene: Scene) => Stage
