import { ConflictError, type Origin } from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { Client, Transaction } from '../database.ts'
import type { Invitation } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { openSession } from '../sessions/open-session.ts'
import { type SignIn, signIn } from '../sessions/sign-in.ts'
import { InvalidTokenError, withMailedToken } from '../tokens/mailed-tokens.ts'
import { insertUser, userColumns } from '../users/create-user.ts'
import { lockInvitations } from './invite.ts'

/** Who is invited, for the page that accepts it. @throws InvalidTokenError when the token does not work. */
export async function readInvitation(
  identity: Identity,
  token: string,
  origin: Origin,
): Promise<Pick<Invitation, 'email' | 'name' | 'role' | 'expiresAt'>> {
  return withMailedToken(identity, token, origin.ipAddress, async tokenHash => {
    const { email, name, role, expiresAt } = await findOpen(identity.database.client, tokenHash)
    return { email, name, role, expiresAt }
  })
}

/**
 * Makes the account of an invitation with the username and password that its owner chose, and signs them in. The address
 * counts as confirmed: who has the token reads its mails.
 * @throws InvalidTokenError when the token does not work; InvalidInputError and ConflictError when username or password
 * cannot be taken, which leaves the token as it is.
 */
export async function acceptInvitation(
  identity: Identity,
  input: { token: string; username: string; password: string; name?: string },
  origin: Origin,
): Promise<SignIn> {
  const { database } = identity
  return withMailedToken(identity, input.token, origin.ipAddress, async tokenHash => {
    const { email, name } = await findOpen(database.client, tokenHash)
    const chosen = { ...input, email, name: input.name ?? name, role: 'VIEWER' } as const
    const columns = await userColumns(chosen)
    const session = await database.transaction(async transaction => {
      await lockInvitations(transaction)
      const { id, role, invitedById } = await findOpen(transaction, tokenHash)
      if (await transaction.user.findUnique({ where: { email } }))
        throw new ConflictError(`${email} has an account already; sign in.`)
      const act = { action: 'USER_CREATED', actorId: invitedById } as const
      const { id: userId } = await insertUser(transaction, { ...columns, role }, act)
      const now = new Date()
      await transaction.invitation.update({ where: { id }, data: { acceptedAt: now, userId } })
      await audit(transaction, { action: 'INVITATION_ACCEPTED', actorId: userId, subjectId: id })
      const user = await transaction.user.update({
        where: { id: userId },
        data: { emailVerifiedAt: now },
      })
      const opened = await openSession(transaction, user, origin, { means: 'invitation' })
      if (!opened) throw new InvalidTokenError()
      return opened
    })
    return signIn(identity, session)
  })
}

async function findOpen(
  client: Pick<Client | Transaction, 'invitation'>,
  tokenHash: string,
): Promise<Invitation> {
  const invitation = await client.invitation.findUnique({
    where: { tokenHash, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } },
  })
  if (!invitation) throw new InvalidTokenError()
  return invitation
}
