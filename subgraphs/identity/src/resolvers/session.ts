import type { SessionResolvers } from '../generated/graphql.ts'
import { loadSession } from './loaders.ts'

export const Session: SessionResolvers = {
  __resolveReference: ({ id }, context) => loadSession(context, id),
  isCurrent: ({ id }, _, { viewer }) => viewer?.sessionId === id,
}
