import { InvalidInputError, NotFoundError, OrionError, type Viewer } from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { Client, Transaction, WebhookRow } from '../database.ts'
import type { Identity } from '../identity.ts'
import { isUuid } from '../ids.ts'
import { mailOwner } from '../mail/mail-owner.ts'
import { ConfirmationNeededError, confirmOwner } from '../users/confirm-own-password.ts'
import { shareOwnAccount } from '../users/hold-own-account.ts'
import { parseWebhookAddress } from './webhook-address.ts'
import { rotated, sealSecret } from './webhook-secrets.ts'
import { createWebhookSecret } from './webhook-signature.ts'

const MOST_WEBHOOKS = 10
const DESCRIPTION_CHARACTERS = 200

/** A webhook together with its secret, which is told only now. */
export interface WebhookWithSecret {
  webhook: WebhookRow
  secret: string
}

/**
 * The address of a webhook as its user sees it: whole for who signed in, its origin alone for an API key, since
 * the rest may hold a secret of the receiver's, with which anybody could write to it.
 */
export function addressFor(viewer: Viewer | null, { url }: Pick<WebhookRow, 'url'>): URL {
  return viewer?.scopes.includes('account:write') ? new URL(url) : new URL('/', url)
}

/** A user's webhooks, oldest first. */
export function listWebhooks(client: Client, userId: string): Promise<WebhookRow[]> {
  return client.webhook.findMany({ where: { userId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
}

/** One of the user's own webhooks; null for others' and unknown ones. */
export async function findWebhook(
  client: Pick<Client, 'webhook'>,
  userId: string,
  id: string,
): Promise<WebhookRow | null> {
  return isUuid(id) ? client.webhook.findFirst({ where: { id, userId } }) : null
}

/** Where a new webhook leads. */
export interface NewWebhook {
  url: string
  description?: string | null
  /** May be left out within ten minutes of a sign-in. */
  password?: string | null
}

/**
 * Adds a webhook. It takes the owner of the account: with a stolen access token nobody must be told of all that happens from then on.
 * @throws InvalidInputError for an address that is not called, OrionError LIMIT_REACHED after ten, UnauthenticatedError when the
 * viewer's session has ended meanwhile, and all that {@link confirmOwner} throws.
 */
export async function addWebhook(
  identity: Identity,
  viewer: Viewer,
  input: NewWebhook,
  path: string[] = [],
): Promise<WebhookWithSecret> {
  const { database, sealer, configuration } = identity
  const { userId } = viewer
  const url = parseWebhookAddress(input.url, configuration.IDENTITY_WEBHOOK_ALLOW_PRIVATE_HOSTS, path).href
  const description = readDescription(input.description, path)
  const confirmed = await confirmOwner(identity, viewer, input.password, [...path, 'password'])
  const id = crypto.randomUUID()
  const secret = createWebhookSecret()
  const webhook = await database.transaction(async transaction => {
    const owner = await shareOwnAccount(transaction, viewer, confirmed)
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`webhooks of ${userId}`}))`
    if ((await transaction.webhook.count({ where: { userId } })) >= MOST_WEBHOOKS)
      throw new OrionError(`You have ${MOST_WEBHOOKS} webhooks, the most there can be; remove one first.`, {
        code: 'LIMIT_REACHED',
        status: 409,
      })
    await audit(transaction, {
      action: 'WEBHOOK_ADDED',
      actorId: userId,
      subjectId: id,
      details: hostOf(url),
    })
    await mailOwner(identity, transaction, owner, 'webhook-address', hostOf(url))
    return transaction.webhook.create({
      data: { id, userId, url, description, sealedSecret: sealSecret(sealer, id, secret) },
    })
  })
  return { webhook, secret }
}

/** What to change of a webhook; what is left out stays. */
export interface WebhookChanges {
  url?: string | null
  description?: string | null
  isEnabled?: boolean | null
  /** For another address; may be left out within ten minutes of a sign-in. */
  password?: string | null
}

/**
 * Changes one of the user's own webhooks. Enabling it forgets why it was disabled. Another address takes the owner of the account,
 * as a new webhook does.
 * @throws NotFoundError, InvalidInputError for an address that is not called, and all that {@link confirmOwner} throws.
 */
export async function updateWebhook(
  identity: Identity,
  viewer: Viewer,
  id: string,
  { url: address, description, isEnabled, password }: WebhookChanges,
  path: string[] = [],
): Promise<WebhookRow> {
  const { database, configuration } = identity
  const known = await findWebhook(database.client, viewer.userId, id)
  if (!known) throw new NotFoundError('webhook', id)
  const url =
    typeof address === 'string'
      ? parseWebhookAddress(address, configuration.IDENTITY_WEBHOOK_ALLOW_PRIVATE_HOSTS, path).href
      : known.url
  const passwordField = [...path, 'password']
  const confirmed =
    url === known.url ? undefined : await confirmOwner(identity, viewer, password, passwordField)
  return database.transaction(async transaction => {
    const owner = await shareOwnAccount(transaction, viewer, confirmed)
    const before = await requireWebhook(transaction, viewer.userId, id)
    const isElsewhere = typeof address === 'string' && url !== before.url
    // It leads elsewhere since it was looked at above.
    if (isElsewhere && !confirmed) throw new ConfirmationNeededError(passwordField)
    const changed = await transaction.webhook.update({
      where: { id },
      data: {
        ...(isElsewhere ? { url } : {}),
        ...(description === undefined ? {} : { description: readDescription(description, path) }),
        ...(typeof isEnabled === 'boolean' ? { isEnabled, disabledReason: null, failingSince: null } : {}),
      },
    })
    await audit(transaction, {
      action: 'WEBHOOK_CHANGED',
      actorId: viewer.userId,
      subjectId: id,
      details: { ...hostOf(changed.url), isEnabled: changed.isEnabled },
    })
    if (isElsewhere) await mailOwner(identity, transaction, owner, 'webhook-address', hostOf(changed.url))
    return changed
  })
}

/**
 * Gives one of the user's own webhooks a new secret; the old one signs beside it for a day. It takes the owner of the account: who
 * has a secret can tell the receiver anything in Orion's name.
 * @param password may be left out within ten minutes of a sign-in
 * @throws NotFoundError, and all that {@link confirmOwner} throws.
 */
export async function rotateWebhookSecret(
  identity: Identity,
  viewer: Viewer,
  id: string,
  password: string | null | undefined,
  path: string[] = [],
): Promise<WebhookWithSecret> {
  const { database, sealer } = identity
  if (!(await findWebhook(database.client, viewer.userId, id))) throw new NotFoundError('webhook', id)
  const confirmed = await confirmOwner(identity, viewer, password, [...path, 'password'])
  return database.transaction(async transaction => {
    const secret = createWebhookSecret()
    const { id: actorId } = await shareOwnAccount(transaction, viewer, confirmed)
    const known = await requireWebhook(transaction, actorId, id)
    await audit(transaction, { action: 'WEBHOOK_SECRET_ROTATED', actorId, subjectId: id })
    const webhook = await transaction.webhook.update({ where: { id }, data: rotated(sealer, known, secret) })
    return { webhook, secret }
  })
}

/** Removes one of the user's own webhooks with its deliveries. */
export function removeWebhook({ database }: Identity, viewer: Viewer, id: string): Promise<void> {
  return database.transaction(async transaction => {
    const { id: actorId } = await shareOwnAccount(transaction, viewer)
    const { url } = await requireWebhook(transaction, actorId, id)
    await audit(transaction, {
      action: 'WEBHOOK_REMOVED',
      actorId,
      subjectId: id,
      details: hostOf(url),
    })
    await transaction.webhook.delete({ where: { id } })
  })
}

/** One of the user's own webhooks, held until the transaction ends. @throws NotFoundError. */
export async function requireWebhook(
  transaction: Transaction,
  userId: string,
  id: string,
): Promise<WebhookRow> {
  if (isUuid(id)) await transaction.$executeRaw`SELECT 1 FROM webhooks WHERE id = ${id}::uuid FOR UPDATE`
  const webhook = await findWebhook(transaction, userId, id)
  if (!webhook) throw new NotFoundError('webhook', id)
  return webhook
}

/** What others may see of an address: the rest of it may hold a key of the receiver's. */
export const hostOf = (url: string) => ({ host: new URL(url).host })

function readDescription(description: string | null | undefined, path: string[]): string | null {
  const text = description?.trim() || null
  if (text && text.length > DESCRIPTION_CHARACTERS)
    throw new InvalidInputError(
      `The description has ${text.length} characters; ${DESCRIPTION_CHARACTERS} are the most.`,
      [...path, 'description'],
    )
  return text
}
