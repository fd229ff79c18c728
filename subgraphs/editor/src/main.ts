import { defineService } from '@orion/common'
import { editorConfiguration } from './configuration.ts'
import { createConsumers } from './consumers.ts'
import { connect } from './database.ts'
import { buildEditor } from './editor.ts'
import { createJobs } from './jobs.ts'
import { programAnswers } from './programs/run-program.ts'
import { resolvers } from './resolvers/resolvers.ts'
import { mountRoutes } from './routes.ts'

/** The editor makes videos: speech, captions, pictures in motion, thumbnails, validation. */
export default defineService({
  name: 'editor',
  port: 8004,
  configuration: editorConfiguration,
  schema: new URL('../schema.graphql', import.meta.url),
  migrations: new URL('../prisma/migrations/', import.meta.url),
  connect,
  build: buildEditor,
  resolvers,
  consumers: createConsumers,
  jobs: createJobs,
  routes: mountRoutes,
  checks: () => ({
    ffmpeg: async () => {
      if (!(await programAnswers('ffmpeg', '-version'))) throw new Error('ffmpeg does not answer; install it')
    },
  }),
})
