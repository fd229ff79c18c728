import type { Consumers } from '@orion/common'
import { requestBatch } from './batches/request-batch.ts'
import type { Transaction } from './database.ts'
import type { Media } from './media.ts'

/** What media does with the events it subscribes to. */
export function createConsumers(media: Media): Consumers<'media', Transaction> {
  return {
    'content.created': async ({ data, transaction, log }) => {
      await requestBatch(media, transaction, data)
      log.info({ contentId: data.contentId, pictures: data.visualPrompts.length }, 'pictures asked for')
    },
  }
}
