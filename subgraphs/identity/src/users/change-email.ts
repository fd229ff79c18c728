import { ConflictError, InvalidInputError, type Viewer } from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { Transaction } from '../database.ts'
import { Prisma, type User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { mailOwner } from '../mail/mail-owner.ts'
import { sendMail } from '../mail/send-mail.ts'
import { issueAccountToken, withdrawAccountTokens } from '../recovery/account-tokens.ts'
import { confirmOwnPassword } from './confirm-own-password.ts'
import { requireEmail } from './email-address.ts'
import { holdOwnAccount, holdUser } from './hold-own-account.ts'

/**
 * Mails a link to a new address of the viewer; the account has it once the link is used. When the address belongs to
 * somebody else they are told instead, and the answer is the same.
 * @throws InvalidInputError when the password is wrong or it is no new address.
 */
export async function changeEmail(
  identity: Identity,
  viewer: Viewer,
  input: { email: string; password: string },
  path: string[] = [],
): Promise<User> {
  const { database, throttle } = identity
  const email = requireEmail(input.email, [...path, 'email'])
  const user = await confirmOwnPassword(identity, viewer, input.password, [...path, 'password'])
  if (email === user.email) throw new InvalidInputError('This is your address already.', [...path, 'email'])
  await throttle.begin(`confirmations for ${user.id}`, null)
  await database.transaction(async transaction => {
    await holdOwnAccount(transaction, viewer, user)
    const owner = await transaction.user.findUnique({ where: { email } })
    const token = await issueAccountToken(transaction, { userId: user.id, purpose: 'CONFIRM_EMAIL', email })
    if (owner)
      await sendMail(identity, transaction, {
        to: email,
        template: 'already-registered',
        data: { name: owner.name },
      })
    else
      await sendMail(identity, transaction, {
        to: email,
        template: 'confirm-email',
        data: { username: user.username, token },
      })
    await mailOwner(identity, transaction, user, 'email-change-requested', { email })
    await audit(transaction, { action: 'EMAIL_CHANGE_REQUESTED', actorId: user.id, subjectId: user.id })
  })
  return user
}

/** Mails the viewer a link that confirms their present address. @throws ConflictError when it is confirmed already. */
export async function sendEmailConfirmation(identity: Identity, viewer: Viewer): Promise<User> {
  const { database, throttle } = identity
  return database.transaction(async transaction => {
    const user = await holdOwnAccount(transaction, viewer)
    const { id: userId, email, username } = user
    if (user.emailVerifiedAt) throw new ConflictError(`${email} is confirmed already.`)
    await throttle.begin(`confirmations for ${userId}`, null)
    const token = await issueAccountToken(transaction, { userId, purpose: 'CONFIRM_EMAIL', email })
    await sendMail(identity, transaction, { to: email, template: 'confirm-email', data: { username, token } })
    return user
  })
}

/** Makes the address to which a link was mailed the user's own, confirmed. Other links to the old one work no longer. */
export async function setConfirmedEmail(
  identity: Identity,
  transaction: Transaction,
  userId: string,
  email: string,
): Promise<User> {
  await holdUser(transaction, userId)
  const before = await transaction.user.findUniqueOrThrow({ where: { id: userId } })
  const isNew = before.email !== email
  await withdrawAccountTokens(transaction, userId)
  await audit(transaction, {
    action: isNew ? 'EMAIL_CHANGED' : 'EMAIL_CONFIRMED',
    actorId: userId,
    subjectId: userId,
  })
  if (isNew) await mailOwner(identity, transaction, before, 'email-changed', { email })
  try {
    return await transaction.user.update({
      where: { id: userId },
      data: { email, emailVerifiedAt: new Date() },
    })
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      throw new ConflictError(`${email} belongs to another account by now.`)
    throw error
  }
}
