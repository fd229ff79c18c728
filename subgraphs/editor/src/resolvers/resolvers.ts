import type { Resolvers } from '../generated/graphql.ts'
import { Content } from './content.ts'
import { Mutation } from './mutation.ts'
import { Query } from './query.ts'
import { Render } from './render.ts'
import { SpeechProviderStatus } from './speech-provider-status.ts'
import { Thumbnail } from './thumbnail.ts'
import { Video } from './video.ts'

export const resolvers: Resolvers = {
  Query,
  Mutation,
  Render,
  Video,
  Thumbnail,
  Content,
  SpeechProviderStatus,
}
