import type { MotifName } from './motifs/index.ts'
import { motifs } from './motifs/index.ts'
import type { Random } from './random.ts'
import type { Brief } from './read-prompt.ts'
import type { SettingName } from './settings/index.ts'

/** How the picture is put together. */
export type Layout =
  /** One great thing stands or hovers in the place, people small at its foot. */
  | 'monument'
  /** One thing before a disc of light, others circling it. */
  | 'emblem'
  /** The place itself, the thing far off, somebody looking at it. */
  | 'vista'
  /** Head and shoulders, the thing as a halo behind. */
  | 'portrait'
  /** A few people under the thing. */
  | 'gathering'
  /** Many heads, the thing above them. */
  | 'assembly'
  /** Things laid out on a table, seen from above. */
  | 'tabletop'

export interface Plan {
  readonly layout: Layout
  readonly hero: MotifName | undefined
  readonly companions: readonly MotifName[]
  /** Share of the width. */
  readonly heroX: number
  /** Whether the light stands behind the hero. */
  readonly backlit: boolean
}

/** A thing that its own place shows already: drawn only when there is no other. */
const echoes: Partial<Record<SettingName, MotifName>> = {
  institution: 'bank',
  industry: 'factory',
  chart: 'growth',
  network: 'network',
  forest: 'tree',
  room: 'house',
}

/** Chooses a layout that the brief allows, by chance among the fitting ones. */
export const makePlan = (brief: Brief, random: Random): Plan => {
  const echo = echoes[brief.setting]
  const [hero, ...companions] =
    brief.motifs.length > 1 ? brief.motifs.filter(motif => motif !== echo) : brief.motifs
  const layout = random.weighted(layoutWeights(brief, hero))
  return {
    layout,
    hero,
    companions,
    heroX: layout === 'vista' ? random.pick([0.34, 0.66]) : 0.5 + random.between(-0.04, 0.04),
    backlit: layout !== 'vista' && random.chance(0.75),
  }
}

const layoutWeights = (brief: Brief, hero: MotifName | undefined): (readonly [Layout, number])[] => {
  const { camera, people } = brief
  if (camera.name === 'overhead' && hero !== undefined) return [['tabletop', 1]]
  if (hero === undefined) {
    return [
      ['vista', people === 'portrait' ? 0 : 2],
      ['portrait', people === 'portrait' || (people === 'one' && camera.name === 'close') ? 4 : 0],
      ['gathering', people === 'few' ? 3 : 0],
      ['assembly', people === 'crowd' ? 4 : 0],
    ]
  }
  const stands = motifs[hero].stands
  return [
    ['monument', (stands ? 4 : 2) + (camera.name === 'low' || camera.name === 'wide' ? 3 : 0)],
    ['emblem', (stands ? 1.5 : 4) + (camera.name === 'close' ? 3 : 0) + (people === undefined ? 1 : 0)],
    ['vista', camera.name === 'wide' ? 5 : camera.name === 'high' ? 3 : 0.6],
    ['portrait', people === 'portrait' ? 30 : people === 'one' ? (camera.name === 'wide' ? 1 : 5) : 0],
    ['gathering', people === 'few' ? 8 : 0],
    ['assembly', people === 'crowd' ? 14 : 0],
    ['tabletop', camera.name === 'high' ? 3 : 0],
  ]
}
