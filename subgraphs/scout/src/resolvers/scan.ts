import type { ScanResolvers } from '../generated/graphql.ts'
import { loadReports, loadScan, loadTrendsOfScan } from './loaders.ts'

export const Scan: ScanResolvers = {
  __resolveReference: ({ id }, context) => loadScan(context, id),
  sources: async ({ id }, _, context) => (await loadReports(context, id)) ?? [],
  trends: async ({ id }, _, context) => (await loadTrendsOfScan(context, id)) ?? [],
}
