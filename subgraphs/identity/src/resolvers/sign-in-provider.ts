import { DEVICE_LOGIN_SECONDS, shownCode } from '../device-login/device-logins.ts'
import type { DeviceLoginResolvers, LinkedAccountResolvers, SignInProvider } from '../generated/graphql.ts'
import type { ProviderName } from '../oauth/provider.ts'

const names: Record<SignInProvider, ProviderName> = { GITHUB: 'github', GOOGLE: 'google' }

/** The provider's name in the domain. */
export const providerOf = (provider: SignInProvider): ProviderName => names[provider]

export const LinkedAccount: LinkedAccountResolvers = {
  provider: ({ provider }) => (provider === 'github' ? 'GITHUB' : 'GOOGLE'),
}

export const DeviceLogin: DeviceLoginResolvers = {
  userCode: ({ userCode }) => shownCode(userCode),
  expiresAt: ({ createdAt }) => new Date(createdAt.getTime() + DEVICE_LOGIN_SECONDS * 1000),
}
