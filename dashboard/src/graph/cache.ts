import { type Cache, cacheExchange, type Resolver } from '@urql/exchange-graphcache'
import { relayPagination } from '@urql/exchange-graphcache/extras'
import { gql } from 'urql'
import { z } from 'zod'
import { unreadCountQuery } from '#notifications/operations.ts'

/** Types without an id: they live inside the entity that holds them. */
const EMBEDDED = [
  'Analysis',
  'AuditEntryConnection',
  'Caption',
  'CategoryCost',
  'ContentConnection',
  'ContentCost',
  'ContentCount',
  'ContentMetrics',
  'ContentTransition',
  'CostSummary',
  'Critique',
  'DayCost',
  'DeadLetterConnection',
  'EventConnection',
  'Funnel',
  'Niche',
  'DeviceLogin',
  'InvitationConnection',
  'MailConnection',
  'MissingDeadLetters',
  'NotificationConnection',
  'PageInfo',
  // It has an id, but nothing ever asks for it again.
  'PipelineEvent',
  'PipelineRunConnection',
  'PipelineStage',
  'RenderProgress',
  'ReviewGateConnection',
  'ScanConnection',
  'ScanSourceReport',
  'Script',
  'ScriptSegment',
  'SocialAccountConnection',
  'StageDuration',
  'Suggestion',
  // It has an id, but nothing ever asks for it again.
  'SystemEvent',
  'Thumbnail',
  'TrendConnection',
  'UserConnection',
  'ValidationRule',
  'VideoValidation',
  'VisualPrompt',
  'WebhookDeliveryConnection',
]

const mergePages = relayPagination()

/** Pages of dead letters, with what is missing in the page that was read last. */
const deadLettersPagination: Resolver = (parent, args, cache, info) => {
  const pages = mergePages(parent, args, cache, info)
  const last = cache.resolve(info.parentKey, info.fieldName, args)
  const missing = typeof last === 'string' ? cache.resolve(last, 'missing') : []
  return pages && typeof pages === 'object' ? { ...pages, missing } : pages
}

/**
 * The page's copy of the graph: every entity once, so that what a mutation or a live event brings shows wherever the
 * entity is shown. Lists keep the pages that were loaded.
 */
export const graphCache = cacheExchange({
  keys: {
    ...Object.fromEntries(EMBEDDED.map(typename => [typename, () => null])),
    NotificationPreference: ({ type }) => (typeof type === 'string' ? type : null),
  },
  resolvers: {
    Query: {
      // Parts of a content are read apart: one that fails must not hide the others behind a null.
      content: (_parent, { id }) => ({ __typename: 'Content', id }),
      trends: relayPagination(),
      contents: relayPagination(),
      notifications: relayPagination(),
      users: relayPagination(),
      auditLog: relayPagination(),
      mails: relayPagination(),
      invitations: relayPagination(),
      deadLetters: deadLettersPagination,
    },
    Webhook: { deliveries: relayPagination() },
  },
  updates: {
    Mutation: {
      generateContent: (_result, _arguments, cache) => forget(cache, ['contents', 'contentCounts']),
      inviteUser: (_result, _arguments, cache) => forget(cache, ['invitations', 'mails']),
      resendInvitation: (_result, _arguments, cache) => forget(cache, ['mails']),
      revokeInvitation: (_result, _arguments, cache) => forget(cache, ['invitations']),
      markNotificationsRead: (result, { input }, cache) => {
        const { ids } = markedNotifications.parse(input)
        const { markNotificationsRead } = markedAnswer.parse(result)
        cache.updateQuery({ query: unreadCountQuery }, () => ({
          __typename: 'Query' as const,
          unreadNotificationCount: markNotificationsRead.unreadNotificationCount,
        }))
        for (const key of ids?.map(id => `Notification:${id}`) ?? keysOfNotifications(cache)) {
          const id = key.slice('Notification:'.length)
          cache.writeFragment(readNotification, { __typename: 'Notification', id, isRead: true })
        }
      },
    },
  },
})

/** Forgets lists that something was added to or taken from; those that are shown are read again. */
function forget(cache: Cache, lists: readonly string[]): void {
  for (const { fieldName, fieldKey } of cache.inspectFields('Query')) {
    if (lists.includes(fieldName)) cache.invalidate('Query', fieldKey)
  }
}

const markedNotifications = z.object({ ids: z.array(z.string()).nullish() })

const markedAnswer = z.object({ markNotificationsRead: z.object({ unreadNotificationCount: z.number() }) })

const readNotification = gql`
  fragment _ on Notification {
    id
    isRead
  }
`

/** The cache's keys of all notifications that were listed. */
function keysOfNotifications(cache: Cache): string[] {
  return cache
    .inspectFields('Query')
    .filter(field => field.fieldName === 'notifications')
    .flatMap(field => {
      const connection = cache.resolve('Query', field.fieldKey)
      const nodes = typeof connection === 'string' ? cache.resolve(connection, 'nodes') : []
      return Array.isArray(nodes) ? nodes.filter(key => typeof key === 'string') : []
    })
}
