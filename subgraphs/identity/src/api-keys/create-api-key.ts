import { InvalidInputError, type Viewer } from '@orion/common'
import { createApiKey, hashApiKey } from '@orion/common/access/api-key'
import { audit } from '../audit/audit.ts'
import type { ApiKeyRow } from '../database.ts'
import type { Identity } from '../identity.ts'
import { mailOwner } from '../mail/mail-owner.ts'
import { confirmOwner } from '../users/confirm-own-password.ts'
import { holdOwnAccount } from '../users/hold-own-account.ts'
import { liveKeys } from './find-api-keys.ts'
import { grantableScopes } from './key-scopes.ts'

/** Keys one user may have at a time. */
const KEYS_AT_MOST = 50

/** What a key is for. */
export interface NewApiKey {
  name: string
  /** Besides `read`. */
  scopes?: readonly string[]
  /** Default 90. */
  expiresInDays?: number
  /** May be left out within ten minutes of a sign-in. */
  password?: string | null
}

/**
 * Makes an API key for the viewer. The key itself is answered this once and not kept. It takes the owner of the account: a stolen
 * access token must not become access for a year.
 * @throws InvalidInputError for a name, a time or a scope that the viewer cannot give, and all that {@link confirmOwner} throws.
 */
export async function makeApiKey(
  identity: Identity,
  viewer: Viewer,
  input: NewApiKey,
  path: string[] = [],
): Promise<{ apiKey: ApiKeyRow; secret: string }> {
  const { userId } = viewer
  const { scopes = [], expiresInDays = 90 } = input
  const name = input.name.trim()
  if (name.length < 1 || name.length > 100)
    throw new InvalidInputError('Name what the key is for, in 1 to 100 characters.', [...path, 'name'])
  if (!Number.isInteger(expiresInDays) || expiresInDays < 1 || expiresInDays > 365)
    throw new InvalidInputError(`A key holds 1 to 365 days, not ${expiresInDays}.`, [
      ...path,
      'expiresInDays',
    ])
  const grantable = grantableScopes(viewer.role)
  const refused = scopes.find(scope => !grantable.some(known => known === scope))
  if (refused !== undefined)
    throw new InvalidInputError(
      `A key of yours cannot have the scope "${refused}"; choose from ${grantable.join(', ')}.`,
      [...path, 'scopes'],
    )

  const confirmed = await confirmOwner(identity, viewer, input.password, [...path, 'password'])
  const secret = createApiKey()
  const apiKey = await identity.database.transaction(async transaction => {
    // Keys of one user are made one after the other, so that the limit holds.
    const user = await holdOwnAccount(transaction, viewer, confirmed)
    if ((await transaction.apiKey.count({ where: liveKeys(userId) })) >= KEYS_AT_MOST)
      throw new InvalidInputError(`You have ${KEYS_AT_MOST} keys; end one that you do not use.`, path)
    const created = await transaction.apiKey.create({
      data: {
        userId,
        name,
        keyHash: hashApiKey(secret),
        hint: secret.slice(-4),
        scopes: grantable.filter(scope => scope === 'read' || scopes.includes(scope)),
        expiresAt: new Date(Date.now() + expiresInDays * 86_400_000),
      },
    })
    const details = { name, scopes: created.scopes, expiresInDays }
    await audit(transaction, { action: 'API_KEY_CREATED', actorId: userId, subjectId: created.id, details })
    await mailOwner(identity, transaction, user, 'api-key-created', { scopes: created.scopes })
    return created
  })
  return { apiKey, secret }
}
