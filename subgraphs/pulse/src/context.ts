import type { ServiceContext } from '@orion/common'
import type { Pulse } from './pulse.ts'

/** What resolvers find in their context. */
export type Context = ServiceContext<Pulse>
