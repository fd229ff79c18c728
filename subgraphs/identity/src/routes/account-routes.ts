import {
  about,
  NotFoundError,
  readBody,
  readBytes,
  requireScope,
  requireViewer,
  type ServiceRoutes,
} from '@orion/common'
import { z } from 'zod'
import type { Identity } from '../identity.ts'
import {
  confirmTotp,
  disableTotp,
  enrolTotp,
  renewRecoveryCodes,
} from '../second-factor/change-second-factor.ts'
import { AVATAR_MAX_BYTES, changeAvatar, uploadAvatar } from '../users/avatar.ts'
import { changeEmail, sendEmailConfirmation } from '../users/change-email.ts'
import { changePassword } from '../users/change-password.ts'
import { completeAccount } from '../users/complete-account.ts'
import { findUsers, maySeeGuards } from '../users/find-users.ts'
import { changeSettings, readSettings } from '../users/settings.ts'
import { updateProfile } from '../users/update-profile.ts'
import { accountBody } from './account-body.ts'
import { accountAnswer, anyObject } from './answers.ts'

const profileBody = z.object({
  name: z.string().optional(),
  bio: z.string().nullable().optional(),
  timezone: z.string().optional(),
  avatarUrl: z.string().nullable().optional(),
})
const password = z.string().max(1024)
const passwordBody = z.object({ currentPassword: password, newPassword: password })
const onboardingBody = z.object({
  username: z.string().max(100),
  password,
  name: z.string().max(400).optional(),
  timezone: z.string().optional(),
})
const emailBody = z.object({ email: z.string().max(320), password })
const enrolBody = z.object({ password })
const codeBody = z.object({ code: z.string().max(64) })
const passwordAndCodeBody = z.object({ password, code: z.string().max(64) })

/** The viewer's own account: /api/v1/users/me, publicly /api/v1/identity/users/me. */
export function mountAccountRoutes(routes: ServiceRoutes, identity: Identity): void {
  const { client } = identity.database

  routes.get(
    '/users/me',
    about({ summary: 'The viewer’s account.', answer: accountAnswer }),
    async context => {
      const viewer = requireViewer(context.get('viewer'))
      const { userId } = viewer
      const user = (await findUsers(client, [userId])).get(userId)
      if (!user) throw new NotFoundError('user', userId)
      const account = accountBody(identity, user)
      return context.json(maySeeGuards(viewer, user) ? account : { ...account, hasSecondFactor: null })
    },
  )
  routes.put(
    '/users/me',
    about({
      summary: 'Changes the viewer’s profile.',
      access: 'account:write',
      body: profileBody,
      answer: accountAnswer,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      const user = await updateProfile(identity, viewer, await readBody(context, profileBody))
      return context.json(accountBody(identity, user))
    },
  )
  routes.get(
    '/users/me/settings',
    about({ summary: 'The viewer’s settings.', answer: anyObject }),
    async context => {
      const { userId } = requireViewer(context.get('viewer'))
      return context.json(await readSettings(client, userId))
    },
  )
  routes.put(
    '/users/me/settings',
    about({
      summary: 'Changes the viewer’s settings; those left out stay.',
      access: 'account:write',
      answer: anyObject,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      const changes = await readBody(context, z.unknown())
      return context.json(await changeSettings(identity.database, viewer, changes))
    },
  )
  routes.put(
    '/users/me/avatar',
    about({
      summary: 'Keeps the picture in the body, a JPEG, PNG or WebP of 1 MiB at most, as the viewer’s.',
      access: 'account:write',
      body: 'image/*',
      answer: accountAnswer,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      const bytes = await readBytes(context, AVATAR_MAX_BYTES)
      return context.json(accountBody(identity, await uploadAvatar(identity, viewer, bytes)))
    },
  )
  routes.delete(
    '/users/me/avatar',
    about({ summary: 'Takes the viewer’s picture away.', access: 'account:write', answer: accountAnswer }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      return context.json(accountBody(identity, await changeAvatar(identity, viewer, null)))
    },
  )
  routes.put(
    '/users/me/password',
    about({
      summary: 'Changes the viewer’s password.',
      access: 'account:write',
      body: passwordBody,
      status: 204,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      await changePassword(identity, viewer, await readBody(context, passwordBody))
      return context.body(null, 204)
    },
  )
  routes.put(
    '/users/me/onboarding',
    about({
      summary: 'Chooses username and first password of a viewer who came by a provider.',
      access: 'account:write',
      body: onboardingBody,
      answer: accountAnswer,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      const user = await completeAccount(identity, viewer, await readBody(context, onboardingBody))
      return context.json(accountBody(identity, user))
    },
  )
  routes.put(
    '/users/me/email',
    about({
      summary: 'Asks for another e-mail address; a mail confirms it.',
      access: 'account:write',
      body: emailBody,
      status: 202,
      answer: null,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      await changeEmail(identity, viewer, await readBody(context, emailBody))
      return context.body(null, 202)
    },
  )
  routes.post(
    '/users/me/email/confirmation',
    about({
      summary: 'Mails the link that confirms the address again.',
      access: 'account:write',
      status: 202,
      answer: null,
    }),
    async context => {
      await sendEmailConfirmation(identity, requireScope(context.get('viewer'), 'account:write'))
      return context.body(null, 202)
    },
  )

  routes.use('/users/me/second-factor/*', async (context, next) => {
    context.header('cache-control', 'no-store')
    await next()
  })
  routes.post(
    '/users/me/second-factor',
    about({
      summary: 'Begins with a second factor: the secret for the app.',
      access: 'account:write',
      body: enrolBody,
      status: 201,
      answer: anyObject,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      const body = await readBody(context, enrolBody)
      return context.json(await enrolTotp(identity, viewer, body.password), 201)
    },
  )
  routes.post(
    '/users/me/second-factor/confirm',
    about({
      summary: 'Turns the second factor on with a first code.',
      access: 'account:write',
      body: codeBody,
      answer: z.object({ recoveryCodes: z.array(z.string()) }),
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      const { code } = await readBody(context, codeBody)
      return context.json({ recoveryCodes: await confirmTotp(identity, viewer, code) })
    },
  )
  routes.post(
    '/users/me/second-factor/recovery-codes',
    about({
      summary: 'Gives new recovery codes.',
      access: 'account:write',
      body: passwordAndCodeBody,
      answer: z.object({ recoveryCodes: z.array(z.string()) }),
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      const input = await readBody(context, passwordAndCodeBody)
      return context.json({ recoveryCodes: await renewRecoveryCodes(identity, viewer, input) })
    },
  )
  routes.post(
    '/users/me/second-factor/disable',
    about({
      summary: 'Turns the second factor off.',
      access: 'account:write',
      body: passwordAndCodeBody,
      status: 204,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      await disableTotp(identity, viewer, await readBody(context, passwordAndCodeBody))
      return context.body(null, 204)
    },
  )
}
