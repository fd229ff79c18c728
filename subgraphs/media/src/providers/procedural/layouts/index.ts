import type { Layout, Plan } from '../plan.ts'
import type { Scene } from '../scene.ts'
import type { Stage } from '../settings/setting.ts'
import { assembly } from './assembly.ts'
import { emblem } from './emblem.ts'
import { gathering } from './gathering.ts'
import { monument } from './monument.ts'
import { portrait } from './portrait.ts'
import { tabletop } from './tabletop.ts'
import { vista } from './vista.ts'

/** Puts the things and people of the plan into the place. */
export const layouts: Readonly<Record<Layout, (scene: Scene, stage: Stage, plan: Plan) => void>> = {
  monument,
  emblem,
  vista,
  portrait,
  gathering,
  assembly,
  tabletop,
}
