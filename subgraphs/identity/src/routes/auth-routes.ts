import { currentOrigin, ForbiddenError, readBody, type ServiceRoutes } from '@orion/common'
import { z } from 'zod'
import type { Identity } from '../identity.ts'
import { logIn } from '../login/log-in.ts'
import { TooManyAttemptsError } from '../login/login-throttle.ts'
import { refreshSession } from '../sessions/refresh-session.ts'
import { logOut } from '../sessions/revoke-sessions.ts'
import type { SignIn } from '../sessions/sign-in.ts'
import { createUser } from '../users/create-user.ts'

const text = (characters: number) => z.string().min(1).max(characters)
const loginBody = z.object({ identifier: text(320), password: text(1024) })
const refreshBody = z.object({ refreshToken: text(200) })
const logoutBody = z.object({ refreshToken: text(200).optional() })
const registerBody = z.object({
  email: text(320),
  username: text(100),
  name: text(400),
  password: text(1024),
})

function signInBody({ user: { id, name, username, email, role }, ...tokens }: SignIn) {
  return { ...tokens, tokenType: 'Bearer', user: { id, name, username, email, role } }
}

/** Signing in and out: /api/v1/auth/*. Answers hold secrets and are never to be kept by anything in between. */
export function mountAuthRoutes(routes: ServiceRoutes, identity: Identity): void {
  routes.use('/auth/*', async (context, next) => {
    context.header('cache-control', 'no-store')
    await next()
  })

  routes.post('/auth/login', async context => {
    const credentials = await readBody(context, loginBody)
    try {
      return context.json(signInBody(await logIn(identity, credentials, currentOrigin())))
    } catch (error) {
      if (error instanceof TooManyAttemptsError)
        context.header('retry-after', String(error.retryAfterSeconds))
      throw error
    }
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

  routes.post('/auth/register', async context => {
    if (!identity.configuration.IDENTITY_OPEN_REGISTRATION)
      throw new ForbiddenError('Registration is closed; ask an admin for an account.')
    const input = await readBody(context, registerBody)
    const { id, name, username, email, role } = await createUser(
      identity.database,
      { ...input, role: 'VIEWER' },
      { action: 'USER_REGISTERED', actorId: null },
    )
    return context.json({ user: { id, name, username, email, role } }, 201)
  })
}
