import type { App } from '../../app.ts'
import { ConflictError } from '../../errors.ts'
import type { GateFieldsFragment, GateStage, ProgressFieldsFragment } from '../../generated/graphql.ts'
import { readSnapshot } from '../../pipeline/snapshot.ts'
import { nameOfGate } from '../../pipeline/stages.ts'

/**
 * The content and the gate it waits at.
 *
 * @param expected the only gate that is meant; any by default
 * @throws NotFoundError for no such content, ConflictError when it waits at no gate or at another one
 */
export async function readOpenGate(
  { api }: App,
  contentId: string,
  expected: GateStage | undefined,
): Promise<{ content: ProgressFieldsFragment; gate: GateFieldsFragment }> {
  const { content } = await readSnapshot(api, contentId)
  const gate = content.openGate
  if (!gate) throw notWaiting(content)
  if (expected && gate.stage !== expected)
    throw new ConflictError(
      `“${content.title}” waits at ${nameOfGate(gate.stage)}, not at ${nameOfGate(expected)}.`,
      'Nothing was decided.',
    )
  return { content, gate }
}

function notWaiting({ id, title, status, currentRun }: ProgressFieldsFragment): ConflictError {
  const stage = currentRun?.stages.findLast(({ status }) => status === 'RUNNING')
  const [place, hint] = {
    DRAFT: [
      'has not been started',
      `\`orion pipeline watch ${id} --until review\` waits for its first gate.`,
    ],
    GENERATING: [
      stage ? `is still at the stage ${stage.stage.toLowerCase()}` : 'is still being made',
      `\`orion pipeline watch ${id} --until review\` waits for the next gate.`,
    ],
    REVIEW: ['waits for its review, but at no open gate', 'Try again in a moment.'],
    APPROVED: ['is approved already', `\`orion pipeline watch ${id}\` waits until it is published.`],
    PUBLISHED: ['is published already', `\`orion content view ${id}\` shows where.`],
    REJECTED: ['was rejected', `\`orion content regenerate ${id} --feedback TEXT\` makes it again.`],
    FAILED: ['failed', `\`orion content retry ${id}\` starts again at the stage that failed.`],
  }[status]
  return new ConflictError(`“${title}” waits for no decision: it ${place} (${status}).`, hint)
}
