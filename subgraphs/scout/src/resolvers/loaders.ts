import { batched } from '@orion/common'
import type { Context } from '../context.ts'
import { findReports, findScans } from '../scan/list-scans.ts'
import { findTrends, findTrendsOfScans } from '../trends/find-trends.ts'

export const loadTrend = batched((ids, { app }: Context) => findTrends(app, ids))
export const loadScan = batched((ids, { app }: Context) => findScans(app, ids))
export const loadReports = batched((ids, { app }: Context) => findReports(app, ids))
export const loadTrendsOfScan = batched((ids, { app }: Context) => findTrendsOfScans(app, ids))
