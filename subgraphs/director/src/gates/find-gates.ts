import {
  afterPosition,
  ConflictError,
  type Connection,
  connectionOf,
  maySee,
  NotFoundError,
  type Page,
  type Viewer,
} from '@orion/common'
import { possibleIds, requireId, visibleContents } from '../access.ts'
import type { DirectorTools } from '../director.ts'
import type { Gate } from '../generated/prisma/client.ts'
import { GateStage, type GateStatus } from '../generated/prisma/enums.ts'
import { groupBy } from '../group-by.ts'

const order = Object.keys(GateStage)

/** The gates among these whose content the viewer may see. */
export async function findGates(
  { database }: DirectorTools,
  viewer: Viewer | null,
  ids: readonly string[],
): Promise<Map<string, Gate>> {
  const rows = await database.client.gate.findMany({
    where: { id: { in: possibleIds(ids) }, run: { content: visibleContents(viewer) } },
  })
  return new Map(rows.map(row => [row.id, row]))
}

/** A page of the gates whose content the viewer may see, oldest first. */
export async function listGates(
  { database }: DirectorTools,
  viewer: Viewer | null,
  page: Page,
  status: readonly GateStatus[] | null,
): Promise<Connection<Gate>> {
  const rows = await database.client.gate.findMany({
    where: {
      AND: [
        { run: { content: visibleContents(viewer) } },
        status && status.length > 0 ? { status: { in: [...status] } } : {},
        afterPosition(page.after, 'openedAt', 'asc'),
      ],
    },
    orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
    take: page.first + 1,
  })
  return connectionOf(rows, page, row => ({ value: row.openedAt.toISOString(), id: row.id }))
}

/** The gates of each of these runs in the order of the pipeline. */
export async function findGatesOfRuns(
  { database }: DirectorTools,
  runIds: readonly string[],
): Promise<Map<string, Gate[]>> {
  const rows = await database.client.gate.findMany({ where: { runId: { in: possibleIds(runIds) } } })
  rows.sort((a, b) => order.indexOf(a.stage) - order.indexOf(b.stage))
  return groupBy(rows, row => row.runId)
}

/**
 * The gate at which a content waits, optionally only the last one.
 * @throws NotFoundError when there is no such content the viewer may see
 * @throws ConflictError when it does not wait at such a gate
 */
export async function requireOpenGate(
  { database }: DirectorTools,
  viewer: Viewer,
  contentId: string,
  stage?: 'VIDEO',
): Promise<Gate> {
  const content = await database.client.content.findUnique({ where: { id: requireId('content', contentId) } })
  if (!content || !maySee(viewer, content.ownerId)) throw new NotFoundError('content', contentId)
  const gate = await database.client.gate.findFirst({
    where: { run: { contentId }, status: 'OPEN', ...(stage ? { stage } : {}) },
    orderBy: { openedAt: 'desc' },
  })
  if (gate) return gate
  const what = stage ? 'its video does not wait for a review' : 'it waits at no gate'
  throw new ConflictError(`The content ${contentId} is ${content.status}; ${what}.`, {
    status: content.status,
  })
}
