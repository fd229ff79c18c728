import type { GateStage } from '@orion/common'
import {
  InvalidInputError,
  NotFoundError,
  type TargetPlatform,
  type Viewer,
  type VisualStyle,
} from '@orion/common'
import type { Director } from '../director.ts'
import type { Content, Run } from '../generated/prisma/client.ts'
import { recordMove } from '../history/move.ts'
import { startRun } from '../runs/start-run.ts'
import { plainHeadline } from '../writer/headline.ts'
import type { GatePolicies } from './stored-work.ts'

/** From which trend to make a content, and how. */
export interface NewContent {
  trendId: string
  platform: TargetPlatform
  tone: string
  style: VisualStyle
  /** 15 to 60. */
  targetSeconds: number
  /** Gates that a policy passes; a person decides the others. */
  gates: readonly { stage: GateStage; passAt: number }[]
}

/** A content and the run that was started for it. */
export interface Started {
  content: Content
  run: Run
}

/**
 * Makes a content from a trend and starts its first run.
 * @throws NotFoundError when the trend is unknown
 * @throws InvalidInputError when the wishes do not fit
 */
export async function generateContent(
  director: Director,
  viewer: Viewer,
  wish: NewContent,
): Promise<Started> {
  const policies = policiesOf(wish)
  if (!Number.isInteger(wish.targetSeconds) || wish.targetSeconds < 15 || wish.targetSeconds > 60) {
    throw new InvalidInputError(`"targetSeconds" is ${wish.targetSeconds}; it must be 15 to 60.`, [
      'targetSeconds',
    ])
  }
  if (wish.tone.trim() === '' || wish.tone.length > 200) {
    throw new InvalidInputError('"tone" must have 1 to 200 characters.', ['tone'])
  }
  return director.database.transaction(async transaction => {
    const trend = await transaction.trend.findUnique({ where: { id: wish.trendId } })
    if (!trend) throw new NotFoundError('trend', wish.trendId)
    const content = await transaction.content.create({
      data: {
        trendId: trend.id,
        ownerId: viewer.userId,
        title: plainHeadline(trend.topic, trend.publication ?? trend.source).slice(0, 300),
        platform: wish.platform,
        tone: wish.tone.trim(),
        style: wish.style,
        targetSeconds: wish.targetSeconds,
        niche: trend.niche,
        gatePolicies: policies,
      },
    })
    const cause = { actor: viewer.userId }
    await recordMove(transaction, 'CONTENT', content.id, null, 'DRAFT', cause)
    const run = await startRun(director, transaction, content, 'STRATEGIST', cause)
    return { content: await transaction.content.findUniqueOrThrow({ where: { id: content.id } }), run }
  })
}

function policiesOf({ gates }: NewContent): GatePolicies {
  const policies: GatePolicies = {}
  for (const [at, { stage, passAt }] of gates.entries()) {
    if (!(passAt >= 0 && passAt <= 1)) {
      throw new InvalidInputError(`"passAt" is ${passAt}; it must be 0 to 1.`, [
        'gates',
        String(at),
        'passAt',
      ])
    }
    if (policies[stage] !== undefined) {
      throw new InvalidInputError(`The gate ${stage} is named twice.`, ['gates', String(at), 'stage'])
    }
    policies[stage] = passAt
  }
  return policies
}
