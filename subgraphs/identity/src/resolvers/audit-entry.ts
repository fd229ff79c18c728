import type { AuditAction, AuditEntryResolvers, AuditedApiKeyResolvers } from '../generated/graphql.ts'
import { loadKeyName, loadUser } from './loaders.ts'

export const AuditEntry: AuditEntryResolvers = {
  // Written by audit() alone, which takes nothing else.
  action: ({ action }) => action as AuditAction,
  actor: ({ actorId }, _, context) => (actorId ? loadUser(context, actorId) : null),
  apiKey: ({ apiKeyId }) => (apiKeyId ? { id: apiKeyId } : null),
  subject: ({ subjectId }, _, context) => (subjectId ? loadUser(context, subjectId) : null),
}

export const AuditedApiKey: AuditedApiKeyResolvers = {
  name: ({ id }, _, context) => loadKeyName(context, id),
}
