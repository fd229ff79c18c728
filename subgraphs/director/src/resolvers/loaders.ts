import { batched, type Connection, readPage, requireViewer } from '@orion/common'
import { findContents, findHistories } from '../contents/find-contents.ts'
import { findContentsOfTrends } from '../contents/find-contents-of-trends.ts'
import type { Context } from '../context.ts'
import { findGates, findGatesOfRuns } from '../gates/find-gates.ts'
import type { Content } from '../generated/prisma/client.ts'
import { groupBy } from '../group-by.ts'
import { findRuns, findRunsOfContents, findStages } from '../runs/find-runs.ts'

export const loadContent = batched((ids, { app, viewer }: Context) => findContents(app, viewer, ids))
export const loadRun = batched((ids, { app, viewer }: Context) => findRuns(app, viewer, ids))
export const loadGate = batched((ids, { app, viewer }: Context) => findGates(app, viewer, ids))
export const loadHistory = batched((ids, { app }: Context) => findHistories(app, ids))
export const loadRunsOfContent = batched((ids, { app }: Context) => findRunsOfContents(app, ids))
export const loadStages = batched((ids, { app }: Context) => findStages(app, ids))
export const loadGatesOfRun = batched((ids, { app }: Context) => findGatesOfRuns(app, ids))

/** What a page of a trend's contents is asked by. */
interface ContentsOfTrend {
  trendId: string
  first?: number | null
  after?: string | null
}

/** Pages of the contents of several trends; those asked for with the same arguments are found together. */
const loadPage = batched(async (keys, { app, viewer }: Context) => {
  const known = requireViewer(viewer)
  const asked = keys.map(key => ({ key, ...(JSON.parse(key) as ContentsOfTrend) }))
  const pages = new Map<string, Connection<Content>>()
  for (const group of groupBy(asked, ({ first, after }) => JSON.stringify([first, after])).values()) {
    const [{ first, after } = {}] = group
    const trendIds = group.map(({ trendId }) => trendId)
    const found = await findContentsOfTrends(app, known, trendIds, readPage({ first, after }, 10))
    for (const { key, trendId } of group) {
      const page = found.get(trendId)
      if (page) pages.set(key, page)
    }
  }
  return pages
})

export const loadContentsOfTrend = (context: Context, { trendId, first, after }: ContentsOfTrend) =>
  loadPage(context, JSON.stringify({ trendId, first, after }))
