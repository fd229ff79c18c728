import type { ServiceTools } from '@orion/common'
import type { IdentityConfiguration } from './configuration.ts'
import type { Client } from './database.ts'
import { createDeviceLogins, type DeviceLogins } from './device-login/device-logins.ts'
import { createLoginThrottle, type LoginThrottle } from './login/login-throttle.ts'
import { type MailTransport, openMailTransport } from './mail/mail-transport.ts'
import { type Pages, pagesOf } from './mail/templates.ts'
import { createOauth, type Oauth } from './oauth/oauth.ts'
import { createKeyring, type Keyring } from './tokens/keyring.ts'
import { createSealer, type Sealer } from './tokens/sealing.ts'

/** What the domain of identity works with. */
export interface Identity
  extends Pick<
    ServiceTools<IdentityConfiguration, Client>,
    'configuration' | 'log' | 'database' | 'redis' | 'events' | 'jobs' | 'files'
  > {
  keyring: Keyring
  throttle: LoginThrottle
  /** From which, with a used refresh token, its successor is derived. */
  refreshKey: Buffer
  /** Keeps secrets unreadable in the database. */
  sealer: Sealer
  mailTransport: MailTransport
  oauth: Oauth
  deviceLogins: DeviceLogins
  /** Addresses of the dashboard's pages. */
  pages: Pages
}

/** Makes the domain of identity. */
export function buildIdentity(tools: ServiceTools<IdentityConfiguration, Client>): Identity {
  const sealer = createSealer(tools.configuration.ORION_ENCRYPTION_KEY)
  return {
    ...tools,
    keyring: createKeyring(tools.database, sealer, tools.log),
    throttle: createLoginThrottle(tools.redis),
    refreshKey: sealer.derive('refresh tokens'),
    sealer,
    oauth: createOauth(tools.configuration, tools.redis),
    deviceLogins: createDeviceLogins(tools.redis),
    mailTransport: openMailTransport(tools.configuration),
    pages: pagesOf(tools.configuration.ORION_DASHBOARD_URL),
  }
}
