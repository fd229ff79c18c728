import { defineService } from '@orion/common'
import { publisherConfiguration } from './configuration.ts'
import { createConsumers } from './consumers.ts'
import { connect } from './database.ts'
import { createJobs } from './jobs.ts'
import { buildPublisher } from './publisher.ts'
import { resolvers } from './resolvers/resolvers.ts'
import { mountRoutes } from './routes.ts'

/** Publisher posts approved videos on people's accounts. */
export default defineService({
  name: 'publisher',
  port: 8006,
  configuration: publisherConfiguration,
  schema: new URL('../schema.graphql', import.meta.url),
  migrations: new URL('../prisma/migrations/', import.meta.url),
  connect,
  build: buildPublisher,
  resolvers,
  consumers: createConsumers,
  jobs: createJobs,
  routes: mountRoutes,
})
