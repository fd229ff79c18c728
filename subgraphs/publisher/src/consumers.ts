import { type Consumers, InvalidInputError } from '@orion/common'
import { keepApproved } from './contents/keep-approved.ts'
import type { Transaction } from './database.ts'
import { requestPublications } from './publications/request-publications.ts'
import type { Publisher } from './publisher.ts'

/** What publisher does with the events it subscribes to. */
export function createConsumers(publisher: Publisher): Consumers<'publisher', Transaction> {
  return {
    'content.approved': async ({ data, transaction, log }) => {
      const content = await keepApproved(transaction, data)
      const publishAt = data.publishAt ? new Date(data.publishAt) : null
      const request = { publishAt, actor: data.approvedBy }
      const made = await requestPublications(publisher, transaction, content, {
        ...request,
        accountIds: data.accountIds,
      }).catch(error => {
        // An account that was removed meanwhile must not keep the content from its other accounts.
        if (!(error instanceof InvalidInputError)) throw error
        return requestPublications(publisher, transaction, content, request)
      })
      log.info({ contentId: data.contentId, publications: made.length }, 'publications asked for')
    },
  }
}
