import { describeError } from '@orion/common'
import type { Scout } from '../scout.ts'
import { findNiche } from '../trends/niche.ts'
import { runScan, type SourceReport } from './run-scan.ts'
import { saveTopics } from './save-topics.ts'

/**
 * Does a scan: reads the sources, reporting each as it ends, then keeps what is new and ends the scan in one
 * transaction. A scan that was cut off begins anew, and nothing of its first attempt was kept but reports; one that
 * has ended is left alone.
 */
export async function doScan(scout: Scout, scanId: string, signal: AbortSignal): Promise<void> {
  const { client } = scout.database
  const begun = await client.scan.updateMany({
    where: { id: scanId, status: { in: ['QUEUED', 'RUNNING'] } },
    data: { status: 'RUNNING', startedAt: new Date(), itemsFound: 0 },
  })
  if (begun.count === 0) return
  await client.scanReport.deleteMany({ where: { scanId } })
  const scan = await client.scan.findUniqueOrThrow({ where: { id: scanId } })
  const outcome = await runScan({
    sources: scout.sources,
    corroborators: scout.corroborators,
    niche: findNiche(scan.niche) ?? scout.niche,
    limit: scan.limit,
    signal,
    onReport: report => keepReport(scout, scanId, report),
  })
  const saved = await saveTopics(scout, scan, outcome)
  const failed = outcome.reports.filter(({ status }) => status === 'FAILED').map(({ source }) => source)
  scout.log.info({ scanId, niche: scan.niche, items: outcome.itemsFound, saved, failed }, 'scan completed')
}

/** Ends a scan that could not be done. */
export async function failScan(scout: Scout, scanId: string, error: unknown): Promise<void> {
  await scout.database.client.scan.updateMany({
    where: { id: scanId, status: { in: ['QUEUED', 'RUNNING'] } },
    data: { status: 'FAILED', endedAt: new Date(), error: describeError(error).slice(0, 2000) },
  })
}

async function keepReport(scout: Scout, scanId: string, report: SourceReport): Promise<void> {
  const { source, status, itemsFound, durationMs, error } = report
  const values = {
    status,
    itemsFound,
    durationMs,
    errorCode: error?.code ?? null,
    errorMessage: error?.message.slice(0, 2000) ?? null,
  }
  await scout.database.transaction(async transaction => {
    await transaction.scanReport.upsert({
      where: { scanId_source: { scanId, source } },
      create: { scanId, source, ...values },
      update: values,
    })
    await transaction.scan.update({ where: { id: scanId }, data: { itemsFound: { increment: itemsFound } } })
  })
}
