import { afterAll, beforeAll, describe } from 'vitest'
import { endSharedSystem, startSharedSystem } from './shared-system.ts'

// These share one system, since starting one takes as long as most of them. Guessing is last: it slows sign-ins down.
beforeAll(startSharedSystem)
afterAll(endSharedSystem)

describe('the GraphQL over HTTP protocol', async () => {
  await import('./suites/server-audit.ts')
})
describe('access', async () => {
  await import('./suites/access.ts')
})
describe('the explorer', async () => {
  await import('./suites/explorer.ts')
})
describe('the dashboard', async () => {
  await import('./suites/browser.ts')
})
describe('the command line', async () => {
  await import('./suites/command-line.ts')
})
describe('the story of a content', async () => {
  await import('./suites/story.ts')
})
describe('the metrics', async () => {
  await import('./suites/metrics.ts')
})
describe('attacks', async () => {
  await import('./suites/attacks.ts')
})
describe('pages elsewhere', async () => {
  await import('./suites/pages-elsewhere.ts')
})
describe('guessing passwords', async () => {
  await import('./suites/guessing.ts')
})
