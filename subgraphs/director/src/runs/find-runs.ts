import { afterPosition, type Connection, connectionOf, type Page, type Viewer } from '@orion/common'
import { possibleIds, visibleContents } from '../access.ts'
import type { DirectorTools } from '../director.ts'
import type { Run, Stage } from '../generated/prisma/client.ts'
import { type RunStatus, StageName } from '../generated/prisma/enums.ts'
import { groupBy } from '../group-by.ts'

const order = Object.keys(StageName)

/** The runs among these whose content the viewer may see. */
export async function findRuns(
  { database }: DirectorTools,
  viewer: Viewer | null,
  ids: readonly string[],
): Promise<Map<string, Run>> {
  const rows = await database.client.run.findMany({
    where: { id: { in: possibleIds(ids) }, content: visibleContents(viewer) },
  })
  return new Map(rows.map(row => [row.id, row]))
}

/** A page of the runs whose content the viewer may see, newest first. */
export async function listRuns(
  { database }: DirectorTools,
  viewer: Viewer | null,
  page: Page,
  status: readonly RunStatus[] | null,
): Promise<Connection<Run>> {
  const rows = await database.client.run.findMany({
    where: {
      AND: [
        { content: visibleContents(viewer) },
        status && status.length > 0 ? { status: { in: [...status] } } : {},
        afterPosition(page.after, 'createdAt', 'desc'),
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.first + 1,
  })
  return connectionOf(rows, page, positionOfRun)
}

/** All runs of each of these contents, newest first; a content has few. */
export async function findRunsOfContents(
  { database }: DirectorTools,
  contentIds: readonly string[],
): Promise<Map<string, Run[]>> {
  const rows = await database.client.run.findMany({
    where: { contentId: { in: possibleIds(contentIds) } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  return groupBy(rows, row => row.contentId)
}

/** A page of runs that are sorted newest first and all at hand. */
export function pageOfRuns(runs: readonly Run[], page: Page): Connection<Run> {
  const start = page.after ? runs.findIndex(run => run.id === page.after?.id) + 1 : 0
  return connectionOf(runs.slice(start, start + page.first + 1), page, positionOfRun)
}

/** The stages of each of these runs in the order of the pipeline. */
export async function findStages(
  { database }: DirectorTools,
  runIds: readonly string[],
): Promise<Map<string, Stage[]>> {
  const rows = await database.client.stage.findMany({ where: { runId: { in: possibleIds(runIds) } } })
  rows.sort((a, b) => order.indexOf(a.stage) - order.indexOf(b.stage))
  return groupBy(rows, row => row.runId)
}

function positionOfRun(row: Run) {
  return { value: row.createdAt.toISOString(), id: row.id }
}
