import { batched, type Connection, connectionOf, type Page, readPage, type Viewer } from '@orion/common'
import { type ContentRow, findVisibleContents } from '../contents/content-row.ts'
import type { Context } from '../context.ts'
import { type ContentCost, findVisibleCosts, readContentCosts } from '../costs/read-costs.ts'
import type { CostRecordRow, EventRow } from '../database.ts'
import { findVisibleEvents, readTimelines } from '../events/event-log.ts'
import { isUuid } from '../input-rules.ts'
import { type ContentMetrics, readContentMetrics } from '../stages/stage-durations.ts'
import { readTrendPerformance, type TrendPerformance } from '../trends/trend-performance.ts'

/** Whose things a viewer sees: their own, or everybody's (null) for admins. */
export function ownerFilter(viewer: Viewer): string | null {
  return viewer.role === 'ADMIN' ? null : viewer.userId
}

export const loadContent = batched<Context, ContentRow>(async (ids, { viewer, app }) =>
  viewer ? findVisibleContents(app.database.client, viewer, ids) : new Map(),
)

export const loadEvent = batched<Context, EventRow>(async (ids, { viewer, app }) =>
  viewer ? findVisibleEvents(app.database.client, ids.filter(isUuid), viewer) : new Map(),
)

export const loadCostRecord = batched<Context, CostRecordRow>(async (ids, { viewer, app }) =>
  viewer ? findVisibleCosts(app.database.client, ids.filter(isUuid), ownerFilter(viewer)) : new Map(),
)

export const loadContentCost = batched<Context, ContentCost>((ids, { app }) =>
  readContentCosts(app.database.client, ids),
)

export const loadContentMetrics = batched<Context, ContentMetrics>((ids, { app }) =>
  readContentMetrics(app.database.client, ids),
)

export const loadTrendPerformance = batched<Context, TrendPerformance>(async (ids, { viewer, app }) =>
  viewer ? readTrendPerformance(app.database.client, ids.filter(isUuid), ownerFilter(viewer)) : new Map(),
)

type PageArguments = { first?: number | null; after?: string | null }

/** Loads timelines of many contents with the same arguments at once. */
const timelineKey = (contentId: string, { first, after }: PageArguments) =>
  JSON.stringify([contentId, first ?? null, after ?? null])

const loadTimelineByKey = batched<Context, Connection<EventRow>>(async (keys, { app }) => {
  const wanted = keys.map(key => {
    const [contentId, first, after]: [string, number | null, string | null] = JSON.parse(key)
    return { key, contentId, pageKey: JSON.stringify([first, after]), page: readPage({ first, after }, 100) }
  })
  const pages = new Map<string, Page>(wanted.map(({ pageKey, page }) => [pageKey, page]))
  const found = await Promise.all(
    [...pages].map(async ([pageKey, page]) => {
      const asked = wanted.filter(one => one.pageKey === pageKey)
      const timelines = await readTimelines(
        app.database.client,
        asked.map(one => one.contentId),
        page,
      )
      return asked.flatMap(({ key, contentId }) => {
        const timeline = timelines.get(contentId)
        return timeline ? [[key, timeline] as const] : []
      })
    }),
  )
  return new Map(found.flat())
})

/** A page of a content's timeline; empty when nothing is known of the content. */
export async function loadTimeline(
  context: Context,
  contentId: string,
  page: PageArguments,
): Promise<Connection<EventRow>> {
  const timeline = await loadTimelineByKey(context, timelineKey(contentId, page))
  return timeline ?? connectionOf<EventRow>([], readPage(page, 100), () => ({ value: 0, id: '' }))
}
