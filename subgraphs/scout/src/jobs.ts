import { type AnyJob, defineJob } from '@orion/common'
import { doScan, failScan } from './scan/do-scan.ts'
import { requestScan } from './scan/request-scan.ts'
import { scanJob, scheduledScanJob } from './scan/scan-job-type.ts'
import type { Scout } from './scout.ts'
import { expireTrends, expireTrendsJob } from './trends/expire-trends.ts'

const MINUTE_MS = 60_000

/** What scout does by itself and behind requests. */
export function createJobs(scout: Scout): AnyJob[] {
  const { SCOUT_SCAN_EVERY_MINUTES, SCOUT_SCAN_AT_START } = scout.configuration
  return [
    defineJob({
      type: scanJob,
      concurrency: 2,
      run: ({ data, signal }) => doScan(scout, data.scanId, signal),
      failed: ({ data, error }) => failScan(scout, data.scanId, error),
    }),
    defineJob({
      type: scheduledScanJob,
      ...(SCOUT_SCAN_EVERY_MINUTES > 0
        ? {
            schedule: {
              everyMs: SCOUT_SCAN_EVERY_MINUTES * MINUTE_MS,
              immediately: SCOUT_SCAN_AT_START,
              data: {},
            },
          }
        : {}),
      run: async () => {
        await requestScan(scout, { requestedBy: null })
      },
    }),
    defineJob({
      type: expireTrendsJob,
      schedule: { everyMs: 60 * MINUTE_MS, immediately: true, data: {} },
      run: async ({ signal, log }) => {
        const expired = await expireTrends(scout, signal)
        if (expired > 0) log.info({ expired }, 'trends expired')
      },
    }),
  ]
}
