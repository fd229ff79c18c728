import { defineConfig } from 'vitest/config'

const shared = {
  // One copy of graphql for CommonJS and ES modules alike, as Node itself resolves it.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
}

export default defineConfig({
  test: {
    globalSetup: ['common/src/testing/global-setup.ts'],
    projects: [
      {
        ...shared,
        test: {
          name: 'rooms',
          include: ['{common,subgraphs/*,supergraph,cli,dashboard}/test/**/*.test.ts'],
          // Ends what hangs; on a machine that others use at the same time, whole systems take a minute to start.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // One more than CI has cores: many wait for a lease to run out or a connection to time out.
          maxWorkers: 3,
          // Files share what they import, which takes a fifth of the time; what a test changes for itself is put back.
          isolate: false,
          setupFiles: ['common/src/testing/put-back.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        ...shared,
        test: {
          // Each file runs a whole system; one at a time, after the rooms.
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          // Each wait in a test has its own end; these are for what hangs.
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
