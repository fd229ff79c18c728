import type { SettingName } from '../settings/index.ts'
import * as commerce from './commerce.ts'
import * as devices from './devices.ts'
import * as elements from './elements.ts'
import * as knowledge from './knowledge.ts'
import * as living from './living.ts'
import * as places from './places.ts'
import * as science from './science.ts'
import type { Motif } from './shape.ts'
import * as society from './society.ts'

/** Every thing the painter can draw, by name. */
export const motifs = {
  ...devices,
  ...science,
  ...knowledge,
  ...commerce,
  ...society,
  ...places,
  ...living,
  ...elements,
} satisfies Record<string, Motif>

export type MotifName = keyof typeof motifs

const families: readonly (readonly [
  family: Readonly<Record<string, Motif>>,
  homes: readonly SettingName[],
])[] = [
  [devices, ['network', 'circuit', 'room']],
  [science, ['laboratory', 'micro']],
  [knowledge, ['library', 'room']],
  [commerce, ['chart', 'city']],
  [society, ['institution', 'city']],
  [places, ['city', 'hills', 'road']],
  [living, ['hills', 'forest']],
  [elements, ['waves', 'mountains', 'stage']],
]

const exceptions: Partial<Record<MotifName, readonly SettingName[]>> = {
  ship: ['ocean'],
  anchor: ['ocean', 'underwater'],
  fish: ['underwater', 'ocean'],
  satellite: ['space'],
  planet: ['space'],
  comet: ['space'],
  rocket: ['space', 'clouds'],
  telescope: ['space', 'mountains'],
  plane: ['clouds'],
  ball: ['stadium'],
  basketball: ['stadium'],
  helmet: ['stadium'],
  golf: ['hills'],
  factory: ['industry'],
  barrel: ['industry', 'desert'],
  pyramid: ['desert'],
  microphone: ['stage'],
  masks: ['stage'],
  guitar: ['stage'],
}

/** The places where a motif is at home, used when the words name no place. */
export const homesOf = (name: MotifName): readonly SettingName[] =>
  exceptions[name] ?? families.find(([family]) => name in family)?.[1] ?? []
