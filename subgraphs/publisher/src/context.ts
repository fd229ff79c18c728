import type { ServiceContext } from '@orion/common'
import type { Publisher } from './publisher.ts'

/** What resolvers find in their context. */
export type Context = ServiceContext<Publisher>
