import { afterPosition, type Connection, connectionOf, type Page } from '@orion/common'
import { z } from 'zod'
import { groupBy } from '../group-by.ts'
import type { Scout } from '../scout.ts'
import type { ScanReportRow, ScanRow } from './scan-row.ts'

const uuid = z.uuid()

/** A page of scans, newest first. */
export async function listScans({ database }: Scout, page: Page): Promise<Connection<ScanRow>> {
  const rows = await database.client.scan.findMany({
    where: afterPosition(page.after, 'requestedAt', 'desc'),
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    take: page.first + 1,
  })
  return connectionOf(rows, page, ({ requestedAt, id }) => ({ value: requestedAt.toISOString(), id }))
}

/** The scans of these ids; ids of nothing, and texts that are no ids, are left out. */
export async function findScans({ database }: Scout, ids: readonly string[]): Promise<Map<string, ScanRow>> {
  const wanted = ids.filter(id => uuid.safeParse(id).success)
  const rows = await database.client.scan.findMany({ where: { id: { in: wanted } } })
  return new Map(rows.map(row => [row.id, row]))
}

/** How the sources went in each of these scans, by name. */
export async function findReports(
  { database }: Scout,
  scanIds: readonly string[],
): Promise<Map<string, ScanReportRow[]>> {
  const rows = await database.client.scanReport.findMany({
    where: { scanId: { in: [...scanIds] } },
    orderBy: { source: 'asc' },
  })
  return groupBy(rows, row => row.scanId)
}
