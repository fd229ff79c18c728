import { currentOrigin, ForbiddenError, readBody, requireScope, type ServiceRoutes } from '@orion/common'
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

const text = (characters: number) => z.string().min(1).max(characters)
const password = text(1024)
const token = text(200)
const loginBody = z.object({ identifier: text(320), password })
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

  routes.post('/auth/login', async context => {
    const credentials = await readBody(context, loginBody)
    return context.json(firstStepBody(await logIn(identity, credentials, currentOrigin())))
  })
  routes.post('/auth/login/mfa', async context => {
    const input = await readBody(context, secondStepBody)
    return context.json(signInBody(await logInWithCode(identity, input, currentOrigin())))
  })
  routes.post('/auth/refresh', async context => {
    const { refreshToken } = await readBody(context, refreshBody)
    return context.json(signInBody(await refreshSession(identity, refreshToken, currentOrigin())))
  })
  routes.post('/auth/logout', async context => {
    const { refreshToken } = await readBody(context, logoutBody)
    await logOut(identity, refreshToken, context.get('viewer'))
    return context.body(null, 204)
  })
  routes.post('/auth/logout-all', async context => {
    await logOutEverywhere(identity, requireScope(context.get('viewer'), 'account:write'))
    return context.body(null, 204)
  })

  routes.post('/auth/register', async context => {
    if (!identity.configuration.IDENTITY_OPEN_REGISTRATION)
      throw new ForbiddenError('Registration is closed; ask an admin for an account.')
    await register(identity, await readBody(context, registerBody), currentOrigin())
    return context.json({ message: 'A mail with what to do next is on its way.' }, 202)
  })
  routes.post('/auth/verify-email', async context => {
    const { token } = await readBody(context, tokenBody)
    const { email, username } = await verifyEmail(identity, token, currentOrigin())
    return context.json({ email, username })
  })
  routes.post('/auth/forgot-password', async context => {
    const { email } = await readBody(context, forgotBody)
    await requestPasswordReset(identity, email, currentOrigin())
    return context.json({ message: 'If there is an account with this address, a mail is on its way.' }, 202)
  })
  routes.post('/auth/reset-password', async context => {
    await resetPassword(identity, await readBody(context, resetBody), currentOrigin())
    return context.body(null, 204)
  })

  routes.post('/auth/invitation', async context => {
    const { token } = await readBody(context, tokenBody)
    return context.json(await readInvitation(identity, token, currentOrigin()))
  })
  routes.post('/auth/accept-invitation', async context => {
    const input = await readBody(context, acceptBody)
    return context.json(signInBody(await acceptInvitation(identity, input, currentOrigin())), 201)
  })
}
