import type { ServiceContext } from '@orion/common'
import type { Media } from './media.ts'

/** What resolvers find in their context. */
export type Context = ServiceContext<Media>
