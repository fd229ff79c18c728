import { defineConfig } from 'vitest/config'

export default defineConfig({
  // One copy of graphql for CommonJS and ES modules alike, as Node itself resolves it.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  // The same graphql as @apollo/* load: Vite would take its ES modules, and two copies refuse each other's schemas.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    globalSetup: ['common/src/testing/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    include: ['**/test/**/*.test.ts', 'e2e/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
  },
})
