import type { StyleName } from './vocabulary.ts'

/** How a style treats what every picture is made of. Strengths run from 0 (none) to 1. */
export interface Look {
  /** Width of the ink line round objects in logical units; 0 for none. */
  readonly outline: number
  /** How much form shading objects get: gradients, a lit and a shaded side. */
  readonly shading: number
  /** How much distance fades into the haze. */
  readonly haze: number
  /** How far light spills over what is near it. */
  readonly glow: number
  readonly grain: number
  readonly texture: number
  readonly clouds: 'veil' | 'cumulus' | 'puff' | 'none'
  /** Layers of depth in landscapes. */
  readonly layers: number
  readonly stars: boolean
}

export const looks: Readonly<Record<StyleName, Look>> = {
  cinematic: {
    outline: 0,
    shading: 1,
    haze: 0.9,
    glow: 1,
    grain: 0.75,
    texture: 0.5,
    clouds: 'veil',
    layers: 5,
    stars: true,
  },
  anime: {
    outline: 0,
    shading: 0.75,
    haze: 0.6,
    glow: 0.85,
    grain: 0.15,
    texture: 0.2,
    clouds: 'cumulus',
    layers: 4,
    stars: true,
  },
  realistic: {
    outline: 0,
    shading: 1,
    haze: 1,
    glow: 0.7,
    grain: 0.6,
    texture: 1,
    clouds: 'veil',
    layers: 6,
    stars: true,
  },
  cartoon: {
    outline: 7,
    shading: 0.25,
    haze: 0.35,
    glow: 0.3,
    grain: 0,
    texture: 0,
    clouds: 'puff',
    layers: 4,
    stars: true,
  },
  minimal: {
    outline: 0,
    shading: 0.15,
    haze: 0.5,
    glow: 0.25,
    grain: 0,
    texture: 0,
    clouds: 'none',
    layers: 3,
    stars: false,
  },
}
