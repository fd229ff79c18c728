import type { ServiceContext } from '@orion/common'
import type { Scout } from './scout.ts'

/** What resolvers find in their context. */
export type Context = ServiceContext<Scout>
