import { NotFoundError, type Viewer } from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { Transaction } from '../database.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { isUuid } from '../ids.ts'
import { tellNow, tellSurely } from '../revocation/tell-gateways.ts'
import { shareOwnAccount } from '../users/hold-own-account.ts'

/**
 * Ends keys in the database; tell the gateways afterwards by {@link revokeApiKeyAccess}.
 * @returns those that held until now.
 */
export async function markApiKeysRevoked(
  identity: Pick<Identity, 'jobs'>,
  transaction: Transaction,
  where: Prisma.ApiKeyWhereInput,
): Promise<{ id: string }[]> {
  const revoked = await closeApiKeys(transaction, where)
  await tellSurely(
    identity,
    transaction,
    revoked.map(({ id }) => ({ apiKeyId: id })),
  )
  return revoked
}

/**
 * Ends keys in the database, of which the gateways are told by their user.
 * @param by who does it; the owner by default
 * @returns those that held until now.
 */
export async function closeApiKeys(
  transaction: Transaction,
  where: Prisma.ApiKeyWhereInput,
  by?: Viewer,
): Promise<{ id: string }[]> {
  const revoked = await transaction.apiKey.updateManyAndReturn({
    where: { ...where, revokedAt: null },
    data: { revokedAt: new Date() },
    select: { id: true, name: true, userId: true },
  })
  for (const { id, name, userId } of revoked)
    await audit(transaction, {
      action: 'API_KEY_REVOKED',
      actorId: by?.userId ?? userId,
      subjectId: id,
      details: { name },
    })
  return revoked
}

/** Makes gateways forget these keys at once, and close the sockets that were opened with them. */
export async function revokeApiKeyAccess(
  identity: Pick<Identity, 'redis' | 'log'>,
  keys: readonly { id: string }[],
): Promise<void> {
  await tellNow(
    identity,
    keys.map(({ id }) => ({ apiKeyId: id })),
  )
}

/**
 * Ends one of the viewer's keys.
 * @throws NotFoundError when it is not theirs or has ended, UnauthenticatedError when the viewer's session has.
 */
export async function revokeApiKey(identity: Identity, viewer: Viewer, id: string): Promise<void> {
  const revoked = await identity.database.transaction(async transaction => {
    const { id: userId } = await shareOwnAccount(transaction, viewer)
    return isUuid(id) ? markApiKeysRevoked(identity, transaction, { id, userId }) : []
  })
  if (revoked.length === 0) throw new NotFoundError('API key', id)
  await revokeApiKeyAccess(identity, revoked)
}
