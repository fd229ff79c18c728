import { defineService } from '@orion/common'
import { directorConfiguration } from './configuration.ts'
import { createConsumers } from './consumers.ts'
import { connect } from './database.ts'
import { buildDirector } from './director.ts'
import { createJobs } from './jobs.ts'
import { resolvers } from './resolvers/resolvers.ts'
import { mountRoutes } from './routes.ts'
import { resumeRuns } from './runs/resume-runs.ts'

/** The director writes a script for each trend worth having and leads it through the gates. */
export default defineService({
  name: 'director',
  port: 8002,
  configuration: directorConfiguration,
  schema: new URL('../schema.graphql', import.meta.url),
  migrations: new URL('../prisma/migrations/', import.meta.url),
  connect,
  build: buildDirector,
  resolvers,
  consumers: createConsumers,
  jobs: createJobs,
  onStart: director => resumeRuns(director, 0),
  routes: mountRoutes,
})
