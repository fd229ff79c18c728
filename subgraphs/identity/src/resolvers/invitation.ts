import type { InvitationResolvers } from '../generated/graphql.ts'
import { stateOf } from '../invitations/invitation-state.ts'
import { loadInvitation, loadUser } from './loaders.ts'

export const Invitation: InvitationResolvers = {
  __resolveReference: ({ id }, context) => loadInvitation(context, id),
  state: invitation => stateOf(invitation),
  invitedBy: ({ invitedById }, _, context) => loadUser(context, invitedById),
  user: ({ userId }, _, context) => (userId ? loadUser(context, userId) : null),
}
