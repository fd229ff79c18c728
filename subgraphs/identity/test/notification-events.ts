import { randomUUID } from 'node:crypto'
import type { EventData, Viewer } from '@orion/common'
import { eventually } from '@orion/common/testing/test-system'
import type { IdentitySystem, TestUser } from './identity-system.ts'

/** A notification as tests ask for it. */
export interface Listed {
  id: string
  type: string
  title: string
  body: string
  count: number
  isRead: boolean
  createdAt: string
  content: { id: string } | null
  trend: { id: string } | null
}

const fields = '{ id type title body count isRead createdAt content { id } trend { id } }'

/** A viewer's notifications, newest first. */
export async function notificationsOf(
  identity: IdentitySystem,
  viewer: Viewer,
  filter: { types?: string[]; unread?: boolean; since?: string } = {},
): Promise<Listed[]> {
  const { notifications } = await identity.ask<{ notifications: { nodes: Listed[] } }>(
    `query ($filter: NotificationFilter) { notifications(first: 100, filter: $filter) { nodes ${fields} } }`,
    { filter },
    viewer,
  )
  return notifications.nodes
}

/** A trend of a scan. */
export const trend = (scanId: string, score: number): EventData<'trend.detected'> => ({
  trendId: randomUUID(),
  scanId,
  topic: `Topic ${score}`,
  summary: null,
  text: null,
  url: null,
  imageUrl: null,
  source: 'The Guardian',
  niche: 'technology',
  keywords: [],
  score,
  isSample: false,
  publishedAt: null,
  detectedAt: '2026-01-01T00:00:00Z',
})

/** Something of a user's that failed. */
export const failure = (user: TestUser, runId: string = randomUUID()) => ({
  contentId: randomUUID(),
  runId,
  userId: user.id,
  title: 'Why cats purr',
  error: 'the provider is down.',
})

/** Waits until identity took the event in. */
export const handled = (identity: IdentitySystem, event: { id: string }) =>
  eventually(async () => {
    const sql = 'SELECT 1 FROM identity_delivery.inbox WHERE event_id = $1'
    return (await identity.system.query(sql, [event.id])).length > 0
  }, 'the event in the inbox')

/** Tells identity that pictures of a user's content failed, and waits until it knows. */
export async function failPictures(identity: IdentitySystem, user: TestUser, runId?: string) {
  const data = failure(user, runId)
  await handled(identity, await identity.system.send('media', 'identity', 'media.failed', data))
  return data
}
