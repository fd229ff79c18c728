import type { Consumers } from '@orion/common'
import { cancelBatch } from './batches/cancel-batch.ts'
import { requestBatch } from './batches/request-batch.ts'
import type { Transaction } from './database.ts'
import type { Media } from './media.ts'

/** What media does with the events it subscribes to. */
export function createConsumers(media: Media): Consumers<'media', Transaction> {
  return {
    'content.created': async ({ data, transaction, log }) => {
      const { contentId, runId, visualPrompts } = data
      const isBegun = await requestBatch(media, transaction, data)
      if (isBegun) log.info({ contentId, pictures: visualPrompts.length }, 'pictures asked for')
      else log.info({ contentId, runId }, 'no pictures for a cancelled run')
    },
    'pipeline.cancelled': async ({ data, transaction, log }) => {
      const { contentId, runId } = data
      const undrawn = await cancelBatch(media, transaction, data)
      if (undrawn > 0) log.info({ contentId, runId, undrawn }, 'pictures of a cancelled run left undrawn')
    },
  }
}
