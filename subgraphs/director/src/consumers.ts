import type { Consumers } from '@orion/common'
import { notePublication } from './contents/publish-content.ts'
import type { Transaction } from './database.ts'
import type { Director } from './director.ts'
import { reviewVideo } from './gates/review-video.ts'
import { failRun } from './runs/fail-run.ts'
import { keepCost, keepStage } from './runs/stages.ts'
import { keepTrend } from './trends/keep-trend.ts'

const ownSource = '/orion/director'

/** What the director does with the events of the others. Its own stages and costs are rows already. */
export function createConsumers(director: Director): Consumers<'director', Transaction> {
  const failed =
    (actor: string) =>
    async ({ data, transaction }: { data: { runId: string; error: string }; transaction: Transaction }) => {
      const run = await transaction.run.findUnique({ where: { id: data.runId }, select: { id: true } })
      if (run) await failRun(director, transaction, data.runId, data.error, { actor })
    }
  return {
    'trend.detected': ({ data, transaction }) => keepTrend(transaction, data),
    'media.failed': failed('media'),
    'video.failed': failed('editor'),
    'video.rendered': ({ data, transaction }) => reviewVideo(director, transaction, data),
    'content.published': ({ data, transaction }) => notePublication(director, transaction, data),
    'pipeline.stage_changed': async ({ event, data, transaction }) => {
      if (event.source !== ownSource) await keepStage(transaction, data, new Date(event.time))
    },
    'cost.recorded': async ({ event, data, transaction }) => {
      if (event.source !== ownSource) await keepCost(transaction, data)
    },
  }
}
