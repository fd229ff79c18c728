import { type AnyJob, defineJob, defineJobType, describeError } from '@orion/common'
import { ensureRevoked, type Revocation, revokeAccess } from '@orion/common/access/revocation'
import { z } from 'zod'
import type { Transaction } from '../database.ts'
import type { Identity } from '../identity.ts'

/** What has ended: a session, an API key, or everything that a user was given until `accessValidFrom`. */
const ended = z.union([
  z.object({ sessionId: z.uuid() }),
  z.object({ apiKeyId: z.uuid() }),
  z.object({ userId: z.uuid() }),
])

const tellGateways = defineJobType({ name: 'tell-gateways', data: ended })

/**
 * Makes sure that gateways hear of what ends in this transaction, also when Redis is away just then or the process is
 * killed. {@link tellNow} tells it at once.
 */
export async function tellSurely(
  { jobs }: Pick<Identity, 'jobs'>,
  transaction: Transaction,
  all: readonly z.infer<typeof ended>[],
): Promise<void> {
  for (const one of all) await jobs.enqueue(transaction, tellGateways, one)
}

/** Makes gateways refuse at once what has ended. Without Redis it is left to the job of {@link tellSurely}. */
export async function tellNow(
  { redis, log }: Pick<Identity, 'redis' | 'log'>,
  revocations: readonly Revocation[],
): Promise<void> {
  try {
    await Promise.all(revocations.map(revocation => revokeAccess(redis, revocation)))
  } catch (error) {
    log.warn({ error: describeError(error) }, 'gateways hear of a revocation later, since Redis is away')
  }
}

/** Tells gateways what they were not told at once. */
export function createTellGatewaysJob({ database, redis }: Identity): AnyJob {
  return defineJob({
    type: tellGateways,
    async run({ data }) {
      if (!('userId' in data)) return ensureRevoked(redis, data)
      const user = await database.client.user.findUnique({ where: { id: data.userId } })
      // As it is now, so that an earlier moment never takes the place of a later one.
      if (user?.accessValidFrom)
        await ensureRevoked(redis, { userId: user.id, before: user.accessValidFrom.getTime() / 1000 })
    },
  })
}
