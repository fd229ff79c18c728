import type { ServiceContext } from '@orion/common'
import type { Editor } from './editor.ts'

/** What resolvers find in their context. */
export type Context = ServiceContext<Editor>
