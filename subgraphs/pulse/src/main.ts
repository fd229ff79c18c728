import { defineService } from '@orion/common'
import { pulseConfiguration } from './configuration.ts'
import { consumers } from './consumers.ts'
import { connect } from './database.ts'
import { buildPulse } from './pulse.ts'
import { resolvers } from './resolvers/index.ts'
import { createRetentionJob } from './retention.ts'
import { mountAnalyticsRoutes } from './routes/analytics-routes.ts'
import { mountCostRoutes } from './routes/cost-routes.ts'
import { mountEventRoutes } from './routes/event-routes.ts'
import { mountPipelineRoutes } from './routes/pipeline-routes.ts'

/** The event log, what was spent, and how the pipeline does. */
export default defineService({
  name: 'pulse',
  port: 8005,
  configuration: pulseConfiguration,
  schema: new URL('../schema.graphql', import.meta.url),
  migrations: new URL('../prisma/migrations/', import.meta.url),
  connect,
  build: buildPulse,
  resolvers,
  consumers: () => consumers,
  jobs: pulse => [createRetentionJob(pulse)],
  routes: (routes, pulse) => {
    mountAnalyticsRoutes(routes, pulse)
    mountCostRoutes(routes, pulse)
    mountEventRoutes(routes, pulse)
    mountPipelineRoutes(routes, pulse)
  },
})
