import type { ServiceContext } from '@orion/common'
import type { Identity } from './identity.ts'

/** What resolvers find in their context. */
export type Context = ServiceContext<Identity>
