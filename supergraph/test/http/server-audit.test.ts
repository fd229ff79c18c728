import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../support/gateway.ts'

/**
 * The checks of graphql-http for the GraphQL over HTTP specification, its recommendations included. A notice tells of a
 * choice that the specification leaves open.
 */
describe('the server audit of graphql-http', () => {
  let gateway: TestGateway<'a'>
  beforeAll(async () => {
    gateway = await startTestGateway({ a: { sdl: 'type Query { ok: Boolean }' } })
  })
  afterAll(() => gateway.stop())

  it.each(serverAudits({ url: () => gateway.url }).map(audit => [audit.name, audit] as const))(
    '%s',
    async (_, audit) => {
      const result = await audit.fn()
      expect(['ok', 'notice'], 'reason' in result ? result.reason : '').toContain(result.status)
    },
  )
})
