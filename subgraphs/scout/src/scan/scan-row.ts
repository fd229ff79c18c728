import type { Scan, ScanReport } from '../generated/prisma/client.ts'

/** A scan as it is stored. */
export type ScanRow = Scan
export type ScanReportRow = ScanReport
