import type { Consumers, Delivery, SubscribedBy } from '@orion/common'
import { type Moment, recordJourney } from './contents/record-journey.ts'
import { recordCost } from './costs/record-cost.ts'
import type { Transaction } from './database.ts'
import { appendEvent } from './events/append-event.ts'
import { recordStage } from './stages/record-stage.ts'

type Logged = SubscribedBy<'pulse'>
type Recorder<Name extends Logged> = (delivery: Delivery<Name, Transaction>) => Promise<void>

/** Notes what an event means for our figures, then the event itself in the log. */
const logged =
  <Name extends Logged>(name: Name, record: Recorder<Name>): Recorder<Name> =>
  async delivery => {
    await record(delivery)
    await appendEvent(delivery.transaction, name, delivery.event)
  }

/** An event about a content: how far it came. */
const journey =
  (moment?: Moment) =>
  ({
    event,
    data,
    transaction,
  }: {
    event: { time: string }
    data: { contentId: string; userId: string; trendId?: string }
    transaction: Transaction
  }) =>
    recordJourney(transaction, data, new Date(event.time), moment)

/** What pulse does with everything that happens. */
export const consumers: Consumers<'pulse', Transaction> = {
  'trend.detected': logged('trend.detected', async ({ data, transaction }) => {
    await transaction.trend.createMany({
      data: { id: data.trendId, source: data.source, detectedAt: data.detectedAt },
      skipDuplicates: true,
    })
  }),
  'trend.expired': logged('trend.expired', async ({ event, data, transaction }) => {
    await transaction.trend.updateMany({ where: { id: data.trendId }, data: { expiredAt: event.time } })
  }),
  'content.created': logged('content.created', journey('written_at')),
  'content.updated': logged('content.updated', journey()),
  'content.approved': logged('content.approved', journey('approved_at')),
  'content.rejected': logged('content.rejected', journey('rejected_at')),
  'content.published': logged('content.published', journey('published_at')),
  'media.generated': logged('media.generated', journey()),
  'media.failed': logged('media.failed', journey()),
  'video.rendered': logged('video.rendered', journey('rendered_at')),
  'video.failed': logged('video.failed', journey()),
  'publication.failed': logged('publication.failed', journey()),
  'pipeline.stage_changed': logged('pipeline.stage_changed', async delivery => {
    await journey()(delivery)
    await recordStage(delivery.transaction, delivery.data, new Date(delivery.event.time))
  }),
  'pipeline.cancelled': logged('pipeline.cancelled', journey()),
  'cost.recorded': logged('cost.recorded', async delivery => {
    await journey()(delivery)
    await recordCost(delivery)
  }),
  'notification.created': logged('notification.created', async () => {}),
}
