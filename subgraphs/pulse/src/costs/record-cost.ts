import type { Delivery } from '@orion/common'
import type { Transaction } from '../database.ts'

/** Keeps what a call of a provider cost, under the id of the event that told it. */
export async function recordCost({
  event,
  data,
  transaction,
}: Delivery<'cost.recorded', Transaction>): Promise<void> {
  await transaction.costRecord.createMany({
    data: {
      id: event.id,
      contentId: data.contentId,
      runId: data.runId,
      ownerId: data.userId,
      service: event.source.replace('/orion/', ''),
      stage: data.stage,
      provider: data.provider,
      category: data.category,
      units: data.units,
      unit: data.unit,
      amount: data.amount,
      latencyMs: data.latencyMs,
      recordedAt: event.time,
    },
    skipDuplicates: true,
  })
}
