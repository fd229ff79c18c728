import { ConflictError, type Origin, OrionError, type Viewer } from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { type FirstStep, finishFirstStep } from '../login/finish-sign-in.ts'
import { InvalidCredentialsError } from '../login/log-in.ts'
import { mailOwner } from '../mail/mail-owner.ts'
import { RegistrationClosedError } from '../registration/register.ts'
import { sha256 } from '../tokens/tickets.ts'
import { insertUser } from '../users/create-user.ts'
import { normaliseEmail } from '../users/email-address.ts'
import { holdOwnAccount } from '../users/hold-own-account.ts'
import { NAME_MAX_CHARACTERS, requireName } from '../users/profile-rules.ts'
import { usernameFromEmail } from '../users/username.ts'
import { freeVariantOf } from '../users/username-is-free.ts'
import { linkAccount, linkColumns } from './linked-accounts.ts'
import { type ProviderAccount, type ProviderName, providerAccount, providerTitles } from './provider.ts'

/** The outcome was taken before, ran out, or belongs to somebody else. */
export class OutcomeExpiredError extends OrionError {
  constructor() {
    super('The sign-in took too long, or was finished already. Start again.', {
      code: 'SIGN_IN_EXPIRED',
      status: 401,
    })
  }
}

/** Somebody has the e-mail address already. */
export class AccountExistsError extends OrionError {
  /** Whose it is. */
  readonly userId: string

  constructor({ id, email }: Pick<User, 'id' | 'email'>) {
    super(`There is an account with ${email}. Sign in to it, then link this provider in the settings.`, {
      code: 'ACCOUNT_EXISTS',
      status: 409,
    })
    this.userId = id
  }
}

/** What came of a sign-in with a provider. */
export type OauthOutcome =
  | { kind: 'signed-in'; step: FirstStep; next: string }
  | { kind: 'linked'; provider: ProviderName; next: string }

/**
 * Gives the outcome to who began: to the program that knows the `verifier` of its challenge, or to the signed-in user who
 * wanted to link. It is given once.
 * @throws OutcomeExpiredError for everybody else
 */
export async function finishOauth(
  identity: Identity,
  { code, verifier }: { code: string; verifier?: string },
  viewer: Viewer | null,
  origin: Origin,
): Promise<OauthOutcome> {
  const outcome = await identity.oauth.outcomes.take(code)
  if (!outcome) throw new OutcomeExpiredError()
  const { provider, purpose } = outcome
  const sealed = identity.sealer.open(outcome.account, 'account of a sign-in provider')
  const account = providerAccount.parse(JSON.parse(sealed))
  if (purpose.kind === 'link') {
    const { userId, next } = purpose
    if (viewer?.userId !== userId || !viewer.scopes.includes('account:write')) throw new OutcomeExpiredError()
    await identity.database.transaction(async transaction => {
      const user = await holdOwnAccount(transaction, viewer)
      await linkAccount(identity, transaction, userId, provider, account)
      await mailOwner(identity, transaction, user, 'account-linked', { provider: providerTitles[provider] })
    })
    return { kind: 'linked', provider, next }
  }
  if (!verifier || sha256(verifier) !== purpose.challenge) throw new OutcomeExpiredError()
  const user = await userOf(identity, provider, account).catch(async (error: unknown) => {
    if (error instanceof OrionError) await noteRefused(identity, provider, error)
    throw error
  })
  const step = user.isActive ? await finishFirstStep(identity, user, origin, provider) : null
  if (!step) {
    await noteRefused(identity, provider, { code: 'not active', userId: user.id })
    throw new InvalidCredentialsError()
  }
  return { kind: 'signed-in', step, next: purpose.next }
}

async function noteRefused(
  { database }: Identity,
  provider: ProviderName,
  { code: reason, ...refusal }: { code: string; userId?: string },
): Promise<void> {
  await audit(database.client, {
    action: 'SIGN_IN_FAILED',
    actorId: null,
    subjectId: refusal.userId,
    details: { reason, provider },
  })
}

/**
 * The user to whom the provider's account is linked, or a new one. An account that merely has the same e-mail address is
 * never taken over: its owner signs in and links.
 */
async function userOf(identity: Identity, provider: ProviderName, account: ProviderAccount): Promise<User> {
  return identity.database.transaction(async transaction => {
    const { subject } = account
    const linked = await transaction.linkedAccount.findUnique({
      where: { provider_subject: { provider, subject } },
      include: { user: true },
    })
    if (linked) {
      const columns = linkColumns(identity, provider, account)
      await transaction.linkedAccount.update({ where: { id: linked.id }, data: columns })
      return linked.user
    }
    const email = account.email && account.isEmailVerified ? normaliseEmail(account.email) : undefined
    if (!email)
      throw new ConflictError(
        'The provider has not verified your e-mail address; do so there, then try again.',
        {
          reason: 'EMAIL_NOT_VERIFIED',
        },
      )
    const owner = await transaction.user.findUnique({ where: { email } })
    if (owner) throw new AccountExistsError(owner)
    if (!identity.configuration.IDENTITY_OPEN_REGISTRATION) throw new RegistrationClosedError()
    const username = await freeVariantOf(transaction, usernameFromEmail(email))
    const columns = {
      email,
      username,
      name: nameOf(account) ?? username,
      role: 'VIEWER' as const,
      passwordHash: null,
      emailVerifiedAt: new Date(),
    }
    const user = await insertUser(transaction, columns, { action: 'USER_REGISTERED', actorId: null })
    await linkAccount(identity, transaction, user.id, provider, account)
    return user
  })
}

/** The name that the provider tells, as far as it can be one here; null when it cannot. */
function nameOf({ name }: ProviderAccount): string | null {
  try {
    return requireName([...name].slice(0, NAME_MAX_CHARACTERS).join(''), [])
  } catch {
    return null
  }
}
