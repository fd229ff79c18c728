import type { Consumers } from '@orion/common'
import type { Transaction } from './database.ts'
import { moveTrends } from './trends/change-status.ts'

/** What scout does with the events it subscribes to. */
export function createConsumers(): Consumers<'scout', Transaction> {
  return {
    /** Its trend is used. One that a person has discarded, or that has expired meanwhile, stays as it is. */
    'content.created': async ({ data, transaction, log }) => {
      const moved = await moveTrends(transaction, {
        ids: [data.trendId],
        from: ['ACTIVE'],
        to: 'USED',
        actor: data.userId,
        reason: `content "${data.title}" was made from it`,
        contentId: data.contentId,
      })
      if (moved.length > 0) log.info({ trendId: data.trendId, contentId: data.contentId }, 'trend used')
    },
  }
}
