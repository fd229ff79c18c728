import { mutationPayload, requireViewer } from '@orion/common'
import type { MutationResolvers } from '../generated/graphql.ts'
import { inviteUser, resendInvitation, revokeInvitation } from '../invitations/invite.ts'
import {
  confirmTotp,
  disableTotp,
  enrolTotp,
  renewRecoveryCodes,
  resetSecondFactor,
} from '../second-factor/change-second-factor.ts'
import { logOutEverywhere } from '../sessions/end-all-sessions.ts'
import { changeEmail, sendEmailConfirmation } from '../users/change-email.ts'
import { completeAccount } from '../users/complete-account.ts'
import { changeSettings } from '../users/settings.ts'

const path = ['input']
const noUser = { user: null }
const noInvitation = { invitation: null }
const noCodes = { recoveryCodes: null }

/** What users do with their own account, and admins with invitations and lost second factors. */
export const accountMutations: Pick<
  MutationResolvers,
  | 'updateSettings'
  | 'completeAccount'
  | 'changeEmail'
  | 'sendEmailConfirmation'
  | 'logOutEverywhere'
  | 'enrolTotp'
  | 'confirmTotp'
  | 'disableTotp'
  | 'renewRecoveryCodes'
  | 'resetSecondFactor'
  | 'inviteUser'
  | 'resendInvitation'
  | 'revokeInvitation'
> = {
  updateSettings: (_, { input }, { viewer, app }) =>
    mutationPayload({ settings: null }, async () => {
      const field = [...path, 'settings']
      return { settings: await changeSettings(app.database, requireViewer(viewer), input.settings, field) }
    }),
  completeAccount: (_, { input }, { viewer, app }) =>
    mutationPayload(noUser, async () => ({
      user: await completeAccount(app, requireViewer(viewer), input, path),
    })),
  changeEmail: (_, { input }, { viewer, app }) =>
    mutationPayload(noUser, async () => ({
      user: await changeEmail(app, requireViewer(viewer), input, path),
    })),
  sendEmailConfirmation: (_, __, { viewer, app }) =>
    mutationPayload(noUser, async () => ({ user: await sendEmailConfirmation(app, requireViewer(viewer)) })),
  logOutEverywhere: (_, __, { viewer, app }) =>
    mutationPayload({ isSignedOut: false }, async () => {
      await logOutEverywhere(app, requireViewer(viewer))
      return { isSignedOut: true }
    }),
  enrolTotp: (_, { input }, { viewer, app }) =>
    mutationPayload({ secret: null, uri: null }, () =>
      enrolTotp(app, requireViewer(viewer), input.password, path),
    ),
  confirmTotp: (_, { input }, { viewer, app }) =>
    mutationPayload(noCodes, async () => ({
      recoveryCodes: await confirmTotp(app, requireViewer(viewer), input.code, path),
    })),
  renewRecoveryCodes: (_, { input }, { viewer, app }) =>
    mutationPayload(noCodes, async () => ({
      recoveryCodes: await renewRecoveryCodes(app, requireViewer(viewer), input, path),
    })),
  disableTotp: (_, { input }, { viewer, app }) =>
    mutationPayload(noUser, async () => ({
      user: await disableTotp(app, requireViewer(viewer), input, path),
    })),
  resetSecondFactor: (_, { input }, { viewer, app }) =>
    mutationPayload(noUser, async () => ({
      user: await resetSecondFactor(app, requireViewer(viewer), input.userId),
    })),
  inviteUser: (_, { input }, { viewer, app }) =>
    mutationPayload(noInvitation, async () => ({
      invitation: await inviteUser(app, requireViewer(viewer), input, path),
    })),
  resendInvitation: (_, { input }, { viewer, app }) =>
    mutationPayload(noInvitation, async () => ({
      invitation: await resendInvitation(app, requireViewer(viewer), input.id),
    })),
  revokeInvitation: (_, { input }, { viewer, app }) =>
    mutationPayload(noInvitation, async () => ({
      invitation: await revokeInvitation(app, requireViewer(viewer), input.id),
    })),
}
