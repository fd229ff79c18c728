import { createLogger } from '@orion/common/logging'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Gateway, startGateway } from '../../src/gateway.ts'
import { useRequestId } from '../../src/http/use-request-id.ts'
import type { GatewayPlugin } from '../../src/plugin.ts'

const SECRET = 'connect ECONNREFUSED 10.0.0.3:5432'

/** Breaks where REST is answered, and where GraphQL is. */
const broken: GatewayPlugin = {
  onRequest({ path }) {
    if (path === '/rest') throw new Error(SECRET)
    return false
  },
  graphql: {
    onValidate() {
      throw new Error(SECRET)
    },
  },
}

describe('an unexpected error in the gateway', () => {
  let gateway: Gateway
  const lines: Record<string, unknown>[] = []
  beforeAll(async () => {
    const log = createLogger('gateway', 'info', { write: line => void lines.push(JSON.parse(line)) })
    gateway = await startGateway({ plugins: [useRequestId(), broken], log, port: 0 })
  })
  afterAll(() => gateway.stop())
  beforeEach(() => {
    lines.length = 0
  })

  const operation = '{"query":"{ __typename }"}'
  it.each([
    ['REST', '/rest', {}, undefined],
    ['GraphQL', '/graphql', {}, operation],
    ['GraphQL by GET', '/graphql?query={__typename}', {}, undefined],
    ['a batch', '/graphql', {}, `[${operation}]`],
    ['a deferred answer', '/graphql', { accept: 'multipart/mixed' }, operation],
    ['server-sent events', '/graphql', { accept: 'text/event-stream' }, operation],
  ])(
    'is told by an id in %s, under which the log has it with its stack',
    async (_where, path, headers, body) => {
      const response = await fetch(`${gateway.url}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      })
      const text = await response.text()
      const requestId = response.headers.get('x-request-id')
      expect(text).not.toContain(SECRET)
      expect(text).toContain(`under the request id ${requestId}.`)
      expect(lines).toEqual([
        expect.objectContaining({
          level: 'error',
          requestId,
          err: expect.objectContaining({
            message: SECRET,
            stack: expect.stringContaining('masked-errors.test.ts'),
          }),
        }),
      ])
    },
  )

  it('is told by the status as well, where the media type allows it', async () => {
    const init = { method: 'POST', body: operation }
    for (const [accept, status] of [
      ['application/json', 200],
      ['application/graphql-response+json', 500],
    ] as const) {
      const headers = { 'content-type': 'application/json', accept }
      const response = await fetch(`${gateway.url}/graphql`, { ...init, headers })
      expect([accept, response.status]).toEqual([accept, status])
      expect(await response.text()).not.toContain('"http"')
    }
  })
})
