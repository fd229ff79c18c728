import { about, currentOrigin, readBody, requireScope, type ServiceRoutes } from '@orion/common'
import { z } from 'zod'
import type { Identity } from '../identity.ts'
import { acceptInvitation, readInvitation } from '../invitations/accept-invitation.ts'
import { type FirstStep, isSecondStep } from '../login/finish-sign-in.ts'
import { logIn } from '../login/log-in.ts'
import { logInWithCode } from '../login/second-step.ts'
import { requestPasswordReset, resetPassword } from '../recovery/reset-password.ts'
import { register } from '../registration/register.ts'
import { verifyEmail } from '../registration/verify-email.ts'
import { logOutEverywhere } from '../sessions/end-all-sessions.ts'
import { refreshSession } from '../sessions/refresh-session.ts'
import { logOut } from '../sessions/revoke-sessions.ts'
import type { SignIn } from '../sessions/sign-in.ts'
import { anyObject, firstStepAnswer, messageAnswer, sessionAnswer } from './answers.ts'

const text = (characters: number) => z.string().min(1).max(characters)
const password = text(1024)
const token = text(200)
const loginBody = z
  .object({
    identifier: text(320).optional().describe('An e-mail address or username.'),
    email: text(320).optional().describe('The same, as older clients call it. Give one of the two.'),
    password,
  })
  .transform(({ identifier, email, ...rest }, context) => {
    const [name, another] = [identifier, email].filter(given => given !== undefined)
    if (name !== undefined && another === undefined) return { ...rest, identifier: name }
    const message =
      name === undefined ? 'is missing; an e-mail address or username' : 'and email say the same; give one'
    context.addIssue({ code: 'custom', path: ['identifier'], message })
    return z.NEVER
  })
const secondStepBody = z.union([
  z.object({ mfaToken: token, code: text(64) }),
  z
    .object({ mfaToken: token, recoveryCode: text(64) })
    .transform(({ mfaToken, recoveryCode }) => ({ mfaToken, code: recoveryCode })),
])
const refreshBody = z.object({ refreshToken: token })
const logoutBody = z.object({ refreshToken: token.optional() })
const registerBody = z.object({ email: text(320), username: text(100), name: text(400), password })
const tokenBody = z.object({ token })
const verifyBody = tokenBody.extend({
  password: password.optional().describe('The one of the registration; left out for other addresses.'),
})
const forgotBody = z.object({ email: text(320) })
const resetBody = z.object({ token, password })
const acceptBody = z.object({ token, username: text(100), password, name: text(400).optional() })

/** A session, as every way of signing in answers it. */
export function signInBody({ user: { id, name, username, email, role }, ...tokens }: SignIn) {
  return { ...tokens, tokenType: 'Bearer', user: { id, name, username, email, role } }
}

/** A session, or the demand for a second factor. */
export const firstStepBody = (step: FirstStep) =>
  isSecondStep(step) ? { mfaRequired: true, ...step } : signInBody(step)

/**
 * Everything about signing in: /api/v1/auth/*. Answers hold secrets and are never to be kept by anything in between.
 * What needs no sign-in is REST alone: here the gateway limits calls by address.
 */
export function mountAuthRoutes(routes: ServiceRoutes, identity: Identity): void {
  routes.use('/auth/*', async (context, next) => {
    context.header('cache-control', 'no-store')
    await next()
  })

  routes.post(
    '/auth/login',
    about({
      summary: 'Signs in with an e-mail address or username and a password.',
      access: 'public',
      body: loginBody,
      answer: firstStepAnswer,
    }),
    async context => {
      const credentials = await readBody(context, loginBody)
      return context.json(firstStepBody(await logIn(identity, credentials, currentOrigin())))
    },
  )
  routes.post(
    '/auth/login/mfa',
    about({
      summary: 'Takes the second step of a sign-in: a code of the app, or a recovery code.',
      access: 'public',
      body: secondStepBody,
      answer: sessionAnswer,
    }),
    async context => {
      const input = await readBody(context, secondStepBody)
      return context.json(signInBody(await logInWithCode(identity, input, currentOrigin())))
    },
  )
  routes.post(
    '/auth/refresh',
    about({
      summary: 'Exchanges a refresh token, which is used up by it, for new tokens.',
      access: 'public',
      body: refreshBody,
      answer: sessionAnswer,
    }),
    async context => {
      const { refreshToken } = await readBody(context, refreshBody)
      return context.json(signInBody(await refreshSession(identity, refreshToken, currentOrigin())))
    },
  )
  routes.post(
    '/auth/logout',
    about({ summary: 'Ends the session.', access: 'public', body: logoutBody, status: 204 }),
    async context => {
      const { refreshToken } = await readBody(context, logoutBody)
      await logOut(identity, refreshToken, context.get('viewer'))
      return context.body(null, 204)
    },
  )
  routes.post(
    '/auth/logout-all',
    about({ summary: 'Ends all sessions of the viewer.', access: 'account:write', status: 204 }),
    async context => {
      await logOutEverywhere(identity, requireScope(context.get('viewer'), 'account:write'))
      return context.body(null, 204)
    },
  )

  routes.post(
    '/auth/register',
    about({
      summary: 'Asks for an account, where registration is open.',
      access: 'public',
      body: registerBody,
      status: 202,
      answer: messageAnswer,
    }),
    async context => {
      await register(identity, await readBody(context, registerBody), currentOrigin())
      return context.json({ message: 'A mail with what to do next is on its way.' }, 202)
    },
  )
  routes.post(
    '/auth/verify-email',
    about({
      summary:
        'Confirms an e-mail address with the token of a mail, which makes the account of a registration.',
      access: 'public',
      body: verifyBody,
      answer: z.object({ email: z.string(), username: z.string() }),
    }),
    async context => {
      const shown = await readBody(context, verifyBody)
      const { email, username } = await verifyEmail(identity, shown, currentOrigin())
      return context.json({ email, username })
    },
  )
  routes.post(
    '/auth/forgot-password',
    about({
      summary: 'Asks for a mail with which the password can be set anew.',
      access: 'public',
      body: forgotBody,
      status: 202,
      answer: messageAnswer,
    }),
    async context => {
      const { email } = await readBody(context, forgotBody)
      await requestPasswordReset(identity, email, currentOrigin())
      return context.json({ message: 'If there is an account with this address, a mail is on its way.' }, 202)
    },
  )
  routes.post(
    '/auth/reset-password',
    about({
      summary: 'Sets a new password with the token of a mail.',
      access: 'public',
      body: resetBody,
      status: 204,
    }),
    async context => {
      await resetPassword(identity, await readBody(context, resetBody), currentOrigin())
      return context.body(null, 204)
    },
  )

  routes.post(
    '/auth/invitation',
    about({
      summary: 'What an invitation is about, by its token.',
      access: 'public',
      body: tokenBody,
      answer: anyObject,
    }),
    async context => {
      const { token } = await readBody(context, tokenBody)
      return context.json(await readInvitation(identity, token, currentOrigin()))
    },
  )
  routes.post(
    '/auth/accept-invitation',
    about({
      summary: 'Makes the account somebody was invited to, and signs in.',
      access: 'public',
      body: acceptBody,
      status: 201,
      answer: sessionAnswer,
    }),
    async context => {
      const input = await readBody(context, acceptBody)
      return context.json(signInBody(await acceptInvitation(identity, input, currentOrigin())), 201)
    },
  )
}
