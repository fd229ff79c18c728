import type { NotificationResolvers } from '../generated/graphql.ts'
import { loadNotification } from './loaders.ts'

export const Notification: NotificationResolvers = {
  __resolveReference: ({ id }, context) => loadNotification(context, id),
  content: ({ contentId }) => (contentId ? { id: contentId } : null),
  trend: ({ trendId }) => (trendId ? { id: trendId } : null),
}
