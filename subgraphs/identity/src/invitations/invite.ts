import { ConflictError, NotFoundError, type Viewer } from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { Transaction } from '../database.ts'
import type { Invitation } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { isUuid } from '../ids.ts'
import { sendMail } from '../mail/send-mail.ts'
import {
  createMailedToken,
  hashMailedToken,
  hoursFromNow,
  INVITATION_HOURS,
} from '../tokens/mailed-tokens.ts'
import { confirmNewAdmin, type Grant } from '../users/confirm-new-admin.ts'
import { requireEmail } from '../users/email-address.ts'
import { holdAdministration } from '../users/hold-administration.ts'
import { requireName } from '../users/profile-rules.ts'
import { stateOf } from './invitation-state.ts'

/**
 * Invites somebody: a link is mailed to them with which they choose a username and a password, for seven days. Until
 * then there is no account that could be signed in to.
 * @throws InvalidInputError for what does not fit; ConflictError when the address has an account or an open invitation; all that
 * {@link confirmNewAdmin} throws.
 */
export async function inviteUser(
  identity: Identity,
  viewer: Viewer,
  input: { email: string; name: string } & Grant,
  path: string[] = [],
): Promise<Invitation> {
  const email = requireEmail(input.email, [...path, 'email'])
  const name = requireName(input.name, [...path, 'name'])
  const field = [...path, 'email']
  const confirmed = await confirmNewAdmin(identity, viewer, input, path)
  return identity.database.transaction(async transaction => {
    await holdAdministration(transaction, viewer, confirmed)
    await lockInvitations(transaction)
    if (await transaction.user.findUnique({ where: { email } }))
      throw new ConflictError(`${email} has an account already.`, { field })
    const open = await transaction.invitation.findFirst({
      where: { email, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } },
    })
    if (open) throw new ConflictError(`${email} is invited already; send that invitation again.`, { field })
    const { token, columns } = freshToken()
    const invitation = await transaction.invitation.create({
      data: { email, name, role: input.role, invitedById: viewer.userId, ...columns },
    })
    await mailInvitation(identity, transaction, viewer, invitation, token)
    const details = { role: input.role }
    await audit(transaction, {
      action: 'USER_INVITED',
      actorId: viewer.userId,
      subjectId: invitation.id,
      details,
    })
    return invitation
  })
}

/** Mails an invitation again, with a new link that holds seven days; the old link works no longer. */
export async function resendInvitation(identity: Identity, viewer: Viewer, id: string): Promise<Invitation> {
  await identity.throttle.begin(`invitation ${id}`, null)
  return changeOpenInvitation(identity, viewer, id, async transaction => {
    const { token, columns } = freshToken()
    const invitation = await transaction.invitation.update({ where: { id }, data: columns })
    await mailInvitation(identity, transaction, viewer, invitation, token)
    await audit(transaction, { action: 'INVITATION_RESENT', actorId: viewer.userId, subjectId: id })
    return invitation
  })
}

/** Takes an invitation back: its link works no longer. */
export async function revokeInvitation(identity: Identity, viewer: Viewer, id: string): Promise<Invitation> {
  return changeOpenInvitation(identity, viewer, id, async transaction => {
    await audit(transaction, { action: 'INVITATION_REVOKED', actorId: viewer.userId, subjectId: id })
    return transaction.invitation.update({ where: { id }, data: { revokedAt: new Date() } })
  })
}

/** Takes all open invitations back that a user made. */
export async function withdrawInvitationsOf(
  transaction: Transaction,
  { userId: actorId }: Viewer,
  invitedById: string,
): Promise<void> {
  await lockInvitations(transaction)
  const revoked = await transaction.invitation.updateManyAndReturn({
    where: { invitedById, acceptedAt: null, revokedAt: null },
    data: { revokedAt: new Date() },
    select: { id: true },
  })
  for (const { id } of revoked)
    await audit(transaction, { action: 'INVITATION_REVOKED', actorId, subjectId: id })
}

/** One change of invitations at a time, so that nobody is invited twice and nothing is revoked while it is accepted. */
export async function lockInvitations(transaction: Transaction): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('orion.identity.invitations'))`
}

function freshToken() {
  const token = createMailedToken()
  const columns = {
    tokenHash: hashMailedToken(token),
    sentAt: new Date(),
    expiresAt: hoursFromNow(INVITATION_HOURS),
  }
  return { token, columns }
}

async function mailInvitation(
  identity: Identity,
  transaction: Transaction,
  viewer: Viewer,
  { email, name, role }: Invitation,
  token: string,
): Promise<void> {
  const inviting = await transaction.user.findUnique({ where: { id: viewer.userId } })
  const data = { name, role, token, invitedBy: inviting?.name ?? 'An admin' }
  await sendMail(identity, transaction, { to: email, template: 'invitation', data })
}

async function changeOpenInvitation(
  { database }: Identity,
  viewer: Viewer,
  id: string,
  change: (transaction: Transaction) => Promise<Invitation>,
): Promise<Invitation> {
  if (!isUuid(id)) throw new NotFoundError('invitation', id)
  return database.transaction(async transaction => {
    await holdAdministration(transaction, viewer)
    await lockInvitations(transaction)
    const invitation = await transaction.invitation.findUnique({ where: { id } })
    if (!invitation) throw new NotFoundError('invitation', id)
    const state = stateOf(invitation)
    if (state === 'ACCEPTED' || state === 'REVOKED')
      throw new ConflictError(`The invitation of ${invitation.email} was ${state.toLowerCase()} already.`)
    return change(transaction)
  })
}
