import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../support/gateway.ts'

/** The checks of graphql-http for the GraphQL over HTTP specification; what it only recommends counts as well. */
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
      expect(result.status, 'reason' in result ? result.reason : '').toBe('ok')
    },
  )
})
