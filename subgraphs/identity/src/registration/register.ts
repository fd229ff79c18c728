import {
  type AnyJob,
  ConflictError,
  defineJob,
  defineJobType,
  ForbiddenError,
  type Origin,
} from '@orion/common'
import { z } from 'zod'
import type { Identity } from '../identity.ts'
import { sendMail } from '../mail/send-mail.ts'
import { hashPassword } from '../passwords/password-hash.ts'
import {
  CONFIRMATION_HOURS,
  createMailedToken,
  hashMailedToken,
  hoursFromNow,
} from '../tokens/mailed-tokens.ts'
import { requireAccount } from '../users/create-user.ts'
import { isUsernameFree } from '../users/username-is-free.ts'

const answerRegistrationJob = defineJobType({
  name: 'answer-registration',
  data: z.object({ registrationId: z.uuid() }),
})

/** Only admins make accounts here. */
export class RegistrationClosedError extends ForbiddenError {
  constructor() {
    super('Registration is closed; ask an admin for an account.')
  }
}

/**
 * Notes that somebody wants an account; it is made when they confirm their address. Whether the address has one already
 * is looked up later, by a job, so that neither the answer nor its time can tell. Usernames are public, so that a taken
 * one is said.
 * @throws RegistrationClosedError; InvalidInputError for what does not fit, ConflictError when the username is taken,
 * TooManyAttemptsError.
 */
export async function register(
  { configuration, database, throttle, jobs }: Identity,
  input: { email: string; username: string; name: string; password: string },
  origin: Origin,
): Promise<void> {
  if (!configuration.IDENTITY_OPEN_REGISTRATION) throw new RegistrationClosedError()
  const account = requireAccount({ ...input, role: 'VIEWER' })
  const { email, username, name } = account
  // Before the hash, which is what costs.
  await throttle.begin(`registration of ${email}`, origin.ipAddress)
  if (!(await isUsernameFree(database.client, username)))
    throw new ConflictError(`Somebody has the username ${username}; choose another.`, { field: ['username'] })
  const passwordHash = await hashPassword(account.password)
  await database.transaction(async transaction => {
    const { id: registrationId } = await transaction.registration.create({
      data: {
        email,
        username,
        name,
        passwordHash,
        expiresAt: hoursFromNow(CONFIRMATION_HOURS),
      },
    })
    await jobs.enqueue(transaction, answerRegistrationJob, { registrationId })
  })
}

/** Mails the link that makes the account, or tells who has the address that somebody wanted another one. */
export function createAnswerRegistrationJob(identity: Identity): AnyJob {
  return defineJob({
    type: answerRegistrationJob,
    async run({ data: { registrationId: id } }) {
      await identity.database.transaction(async transaction => {
        const registration = await transaction.registration.findUnique({ where: { id } })
        if (!registration || registration.tokenHash) return
        const { email, username } = registration
        const owner = await transaction.user.findUnique({ where: { email } })
        if (owner) {
          await transaction.registration.delete({ where: { id } })
          const data = { name: owner.name }
          await sendMail(identity, transaction, { to: email, template: 'already-registered', data })
          return
        }
        const token = createMailedToken()
        const { count } = await transaction.registration.updateMany({
          where: { id, tokenHash: null },
          data: { tokenHash: hashMailedToken(token) },
        })
        if (count === 0) return
        await sendMail(identity, transaction, {
          to: email,
          template: 'confirm-registration',
          data: { username, token },
        })
      })
    },
  })
}
