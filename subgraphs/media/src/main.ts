import { defineService } from '@orion/common'
import { mediaConfiguration } from './configuration.ts'
import { createConsumers } from './consumers.ts'
import { connect } from './database.ts'
import { createJobs } from './jobs.ts'
import { buildMedia } from './media.ts'
import { resolvers } from './resolvers/resolvers.ts'
import { mountRoutes } from './routes.ts'

/** Media draws the pictures of a content. */
export default defineService({
  name: 'media',
  port: 8003,
  configuration: mediaConfiguration,
  schema: new URL('../schema.graphql', import.meta.url),
  migrations: new URL('../prisma/migrations/', import.meta.url),
  connect,
  build: buildMedia,
  resolvers,
  consumers: createConsumers,
  jobs: createJobs,
  routes: mountRoutes,
})
