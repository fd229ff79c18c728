import type { AuditAction, AuditEntryResolvers } from '../generated/graphql.ts'
import { loadUser } from './loaders.ts'

export const AuditEntry: AuditEntryResolvers = {
  // Written by audit() alone, which takes nothing else.
  action: ({ action }) => action as AuditAction,
  actor: ({ actorId }, _, context) => (actorId ? loadUser(context, actorId) : null),
  subject: ({ subjectId }, _, context) => (subjectId ? loadUser(context, subjectId) : null),
}
