import type { ServiceContext } from '@orion/common'
import type { Director } from './director.ts'

/** What resolvers find in their context. */
export type Context = ServiceContext<Director>
