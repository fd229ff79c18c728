import type { Trend } from './agency.ts'

/** A scan that found these trends. */
export function scanOf(id: string, status: string, trends: Trend[]) {
  const at = new Date().toISOString()
  return {
    id,
    status,
    niche: 'tech',
    limit: 20,
    itemsFound: trends.length,
    trendsSaved: trends.length,
    error: null,
    requestedAt: at,
    startedAt: at,
    endedAt: status === 'COMPLETED' ? at : null,
    trends,
    sources:
      status === 'COMPLETED'
        ? [
            {
              source: 'sample',
              status: 'OK',
              itemsFound: trends.length,
              durationMs: 12,
              errorCode: null,
              errorMessage: null,
            },
            {
              source: 'broken',
              status: 'FAILED',
              itemsFound: 0,
              durationMs: 40,
              errorCode: 'NOT_XML',
              errorMessage: 'The feed is not XML.',
            },
          ]
        : [],
  }
}
