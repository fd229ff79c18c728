import { defineService } from '@orion/common'
import { scoutConfiguration } from './configuration.ts'
import { createConsumers } from './consumers.ts'
import { connect } from './database.ts'
import { createJobs } from './jobs.ts'
import { resolvers } from './resolvers/resolvers.ts'
import { mountRoutes } from './routes.ts'
import { buildScout } from './scout.ts'

/** Scout watches sources for trends. */
export default defineService({
  name: 'scout',
  port: 8001,
  configuration: scoutConfiguration,
  schema: new URL('../schema.graphql', import.meta.url),
  migrations: new URL('../prisma/migrations/', import.meta.url),
  connect,
  build: buildScout,
  resolvers,
  consumers: createConsumers,
  jobs: createJobs,
  routes: mountRoutes,
})
