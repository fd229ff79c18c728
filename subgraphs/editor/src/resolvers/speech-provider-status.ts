import type { SpeechProviderStatusResolvers } from '../generated/graphql.ts'

export const SpeechProviderStatus: SpeechProviderStatusResolvers = {
  name: ({ provider }) => provider.name,
  isEmbedded: ({ provider }) => provider.embedded,
  isAvailable: ({ provider }) => provider.isAvailable(),
}
