import { chart } from './chart.ts'
import { circuit } from './circuit.ts'
import { city } from './city.ts'
import { clouds } from './clouds.ts'
import { desert } from './desert.ts'
import { forest } from './forest.ts'
import { hills } from './hills.ts'
import { industry } from './industry.ts'
import { institution } from './institution.ts'
import { laboratory } from './laboratory.ts'
import { library } from './library.ts'
import { micro } from './micro.ts'
import { mountains } from './mountains.ts'
import { network } from './network.ts'
import { ocean } from './ocean.ts'
import { road } from './road.ts'
import { room } from './room.ts'
import type { Setting } from './setting.ts'
import { space } from './space.ts'
import { stadium } from './stadium.ts'
import { stage } from './stage.ts'
import { storm } from './storm.ts'
import { underwater } from './underwater.ts'
import { waves } from './waves.ts'

/** Every place the painter can draw, by name. */
export const settings = {
  mountains,
  hills,
  desert,
  forest,
  city,
  road,
  ocean,
  underwater,
  space,
  network,
  circuit,
  chart,
  institution,
  stage,
  stadium,
  micro,
  laboratory,
  room,
  library,
  waves,
  clouds,
  industry,
  storm,
} satisfies Record<string, Setting>

export type SettingName = keyof typeof settings
