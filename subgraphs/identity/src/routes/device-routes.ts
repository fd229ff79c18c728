import { about, currentOrigin, readBody, type ServiceRoutes } from '@orion/common'
import { z } from 'zod'
import { DEVICE_LOGIN_SECONDS, POLL_SECONDS, shownCode } from '../device-login/device-logins.ts'
import { logInDevice } from '../device-login/log-in-device.ts'
import type { Identity } from '../identity.ts'
import { sessionAnswer } from './answers.ts'
import { signInBody } from './auth-routes.ts'

const tokenBody = z.object({ deviceCode: z.string().min(1).max(100) })

/**
 * Signing in a program that has no browser, after RFC 8628: /api/v1/auth/device gives the codes, and
 * /api/v1/auth/device/token the session once somebody approved. Names are in this API's style.
 */
export function mountDeviceRoutes(routes: ServiceRoutes, identity: Identity): void {
  const page = `${identity.configuration.ORION_DASHBOARD_URL.replace(/\/+$/, '')}/device`

  routes.post(
    '/auth/device',
    about({
      summary: 'Begins the sign-in of a program without a browser (RFC 8628).',
      access: 'public',
      answer: z.object({
        deviceCode: z.string(),
        userCode: z.string(),
        verificationUri: z.url(),
        verificationUriComplete: z.url(),
        expiresIn: z.number().int(),
        interval: z.number().int(),
      }),
    }),
    async context => {
      const { deviceCode, userCode } = await identity.deviceLogins.begin(currentOrigin())
      const shown = shownCode(userCode)
      return context.json({
        deviceCode,
        userCode: shown,
        verificationUri: page,
        verificationUriComplete: `${page}?code=${shown}`,
        expiresIn: DEVICE_LOGIN_SECONDS,
        interval: POLL_SECONDS,
      })
    },
  )

  routes.post(
    '/auth/device/token',
    about({
      summary: 'Asks for the session of a program, once somebody approved.',
      access: 'public',
      body: tokenBody,
      answer: sessionAnswer,
    }),
    async context => {
      const { deviceCode } = await readBody(context, tokenBody)
      return context.json(signInBody(await logInDevice(identity, deviceCode, currentOrigin())))
    },
  )
}
