import { type AnyJob, defineJob, defineJobType, type Origin } from '@orion/common'
import { z } from 'zod'
import { audit } from '../audit/audit.ts'
import type { Identity } from '../identity.ts'
import { mailOwner } from '../mail/mail-owner.ts'
import { sendMail } from '../mail/send-mail.ts'
import { hashPassword } from '../passwords/password-hash.ts'
import { requireGoodPassword } from '../passwords/password-rules.ts'
import { endAllSessions } from '../sessions/end-all-sessions.ts'
import { InvalidTokenError, withMailedToken } from '../tokens/mailed-tokens.ts'
import { requireEmail } from '../users/email-address.ts'
import { holdUser } from '../users/hold-own-account.ts'
import { loginAccountKey, loginNameKey } from '../users/login-name.ts'
import { issueAccountToken, spendAccountToken, withdrawAccountTokens } from './account-tokens.ts'
import { whatStays } from './what-stays.ts'

const offerResetJob = defineJobType({
  name: 'offer-password-reset',
  data: z.object({
    email: z.string(),
    /** From where it was asked for. */
    ipAddress: z.string().nullable().default(null),
    userAgent: z.string().nullable().default(null),
  }),
})

/**
 * Asks for a link that sets a new password. Whether the address belongs to an account is looked up later, by a job, so
 * that neither the answer nor its time can tell.
 * @throws InvalidInputError when it is no e-mail address, TooManyAttemptsError when it was asked too often.
 */
export async function requestPasswordReset(
  { database, throttle, jobs }: Identity,
  address: string,
  origin: Origin,
): Promise<void> {
  const email = requireEmail(address, ['email'])
  await throttle.begin(`password reset of ${email}`, origin.ipAddress)
  await database.transaction(transaction => jobs.enqueue(transaction, offerResetJob, { email, ...origin }))
}

/** Mails the link, when there is an account to whose user it can be mailed. */
export function createOfferResetJob(identity: Identity): AnyJob {
  return defineJob({
    type: offerResetJob,
    async run({ data: { email, ...origin } }) {
      await identity.database.transaction(async transaction => {
        const user = await transaction.user.findUnique({ where: { email } })
        if (!user?.isActive) return
        const token = await issueAccountToken(transaction, {
          userId: user.id,
          purpose: 'RESET_PASSWORD',
          email,
        })
        const data = { name: user.name, token }
        await sendMail(identity, transaction, { to: email, template: 'reset-password', data })
        const act = { action: 'PASSWORD_RESET_REQUESTED', actorId: null, subjectId: user.id } as const
        await audit(transaction, { ...act, origin })
      })
    },
  })
}

/**
 * Sets a new password with the token of a mail, and ends all sessions and API keys of the user. The address counts as confirmed: who
 * has the token reads its mails. A second factor stays.
 * @throws InvalidTokenError when the token does not work; InvalidInputError when the password cannot be taken, which
 * leaves the token as it is.
 */
export async function resetPassword(
  identity: Identity,
  { token, password }: { token: string; password: string },
  origin: Origin,
): Promise<void> {
  const { database, throttle } = identity
  await withMailedToken(identity, token, origin.ipAddress, async tokenHash => {
    const found = await database.client.accountToken.findFirst({
      where: { tokenHash, purpose: 'RESET_PASSWORD', expiresAt: { gt: new Date() } },
      include: { user: true },
    })
    if (!found?.user.isActive) throw new InvalidTokenError()
    const { user } = found
    requireGoodPassword(password, user, ['password'])
    const passwordHash = await hashPassword(password)
    const revoke = await database.transaction(async transaction => {
      await holdUser(transaction, user.id)
      if (!(await spendAccountToken(transaction, tokenHash, 'RESET_PASSWORD'))) throw new InvalidTokenError()
      await withdrawAccountTokens(transaction, user.id)
      const emailVerifiedAt = user.emailVerifiedAt ?? new Date()
      await transaction.user.update({ where: { id: user.id }, data: { passwordHash, emailVerifiedAt } })
      await audit(transaction, { action: 'PASSWORD_RESET', actorId: user.id, subjectId: user.id })
      const stays = await whatStays(transaction, user.id)
      await mailOwner(identity, transaction, user, 'password-changed', { isByMail: true, stays })
      return endAllSessions(identity, transaction, user.id, 'password_changed')
    })
    await revoke()
    // Whoever was locked out by guesses may sign in with the new password at once.
    const { email, username } = user
    const counted = [loginNameKey({ email }), loginNameKey({ username }), loginAccountKey(user, { email })]
    for (const key of counted) await throttle.succeed(key, null)
  })
}
