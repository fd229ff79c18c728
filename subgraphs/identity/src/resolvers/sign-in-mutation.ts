import { mutationPayload, requireViewer } from '@orion/common'
import { decideDeviceLogin } from '../device-login/decide-device-login.ts'
import type { MutationResolvers } from '../generated/graphql.ts'
import { linkUrl } from '../oauth/link-url.ts'
import { listLinkedAccounts, unlinkAccount } from '../oauth/linked-accounts.ts'
import { providerOf } from './sign-in-provider.ts'

type Decide = MutationResolvers['approveDeviceLogin']
const decide =
  (isApproved: boolean): Decide =>
  (_, { input }, { viewer, app }) =>
    mutationPayload({}, async () => {
      await decideDeviceLogin(app, requireViewer(viewer), input, isApproved, ['input'])
      return {}
    })

/** The ways in: providers and devices. */
export const signInMutations = {
  linkAccount: (_, { input }, { viewer, app }) =>
    mutationPayload({ url: null }, async () => {
      const wish = { ...input, provider: providerOf(input.provider) }
      return { url: await linkUrl(app, requireViewer(viewer), wish, ['input']) }
    }),
  unlinkAccount: async (_, { input }, { viewer, app }) => {
    const own = requireViewer(viewer)
    const payload = await mutationPayload({}, async () => {
      await unlinkAccount(app, own, providerOf(input.provider), input.password, ['input'])
      return {}
    })
    return { ...payload, linkedAccounts: await listLinkedAccounts(app.database.client, own.userId) }
  },
  approveDeviceLogin: decide(true),
  denyDeviceLogin: decide(false),
} satisfies Partial<MutationResolvers>
