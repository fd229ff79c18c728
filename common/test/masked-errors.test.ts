import { once } from 'node:events'
import { connect } from 'node:net'
import { GraphQLError } from 'graphql'
import { expect, it, vi } from 'vitest'
import { ContentTooLargeError, NotFoundError } from '../src/errors.ts'
import { createErrorMask } from '../src/graphql/mask-error.ts'
import { createLogger } from '../src/logging.ts'
import { closeServer, createApplication, listen, readBytes } from '../src/service/http.ts'
import { createMetrics } from '../src/service/metrics.ts'
import { runInRequest } from '../src/service/request-context.ts'

const SECRET = 'connect ECONNREFUSED 10.0.0.3:5432'

const logInMemory = () => {
  const lines: Record<string, unknown>[] = []
  return { lines, log: createLogger('test', 'info', { write: line => void lines.push(JSON.parse(line)) }) }
}

it('an unexpected error of a REST route is told by an id, under which the log has it with its stack', async () => {
  const { log, lines } = logInMemory()
  const application = createApplication(log, createMetrics('test'))
  application.get('/broken', () => {
    throw new Error(SECRET)
  })
  const response = await application.request('/broken')
  const text = await response.text()
  expect(response.status).toBe(500)
  expect(text).not.toContain(SECRET)
  const { error } = JSON.parse(text)
  expect(error).toMatchObject({
    code: 'INTERNAL_SERVER_ERROR',
    requestId: response.headers.get('x-request-id'),
  })
  expect(error.message).toContain(error.requestId)
  expect(lines).toEqual([
    expect.objectContaining({
      level: 'error',
      requestId: error.requestId,
      err: expect.objectContaining({
        message: SECRET,
        stack: expect.stringContaining('masked-errors.test.ts'),
      }),
    }),
  ])
})

it('an unexpected error of a resolver is told by an id, under which the log has it with its stack', () => {
  const { log, lines } = logInMemory()
  const told = runInRequest({ requestId: 'request-7' }, () =>
    createErrorMask(log)(new GraphQLError(SECRET, { path: ['trends', 0], originalError: new Error(SECRET) })),
  )
  expect(told.toJSON()).toEqual({
    message: 'Unexpected error. The log tells it under the request id request-7.',
    path: ['trends', 0],
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'request-7' },
  })
  expect(lines).toEqual([
    expect.objectContaining({
      requestId: 'request-7',
      err: expect.objectContaining({
        message: SECRET,
        stack: expect.stringContaining('masked-errors.test.ts'),
      }),
    }),
  ])
})

it('an error of Orion’s own is told as it is, and not logged', async () => {
  const { log, lines } = logInMemory()
  const application = createApplication(log, createMetrics('test'))
  application.get('/missing', () => {
    throw new NotFoundError('trend', '7')
  })
  const response = await application.request('/missing')
  expect([response.status, (await response.json()).error.code]).toEqual([404, 'NOT_FOUND'])
  expect(lines).toEqual([])
})

it('a body above the limit is refused with 413, whether its length was told or not', async () => {
  const { log } = logInMemory()
  const application = createApplication(log, createMetrics('test'))
  application.post('/', async context => context.json((await readBytes(context, 1000)).length))
  const send = (body: BodyInit) =>
    application.request('/', { method: 'POST', body, duplex: 'half' } as RequestInit & { duplex: 'half' })
  expect(await (await send('x'.repeat(1000))).json()).toBe(1000)
  for (const body of ['x'.repeat(1001), new Blob(['x'.repeat(600), 'x'.repeat(600)]).stream()]) {
    const response = await send(body)
    expect([response.status, await response.json()]).toEqual([
      413,
      {
        error: { code: 'CONTENT_TOO_LARGE', message: new ContentTooLargeError(1000).message, maxBytes: 1000 },
      },
    ])
  }
})

it('a body whose length is told is taken over the wire, and one that breaks off is no fault of ours', async () => {
  const { log, lines } = logInMemory()
  const application = createApplication(log, createMetrics('test'))
  let outcome: unknown
  application.post('/', async context => {
    outcome = await readBytes(context, 1000).then(String, error => error.code)
    return context.body(null)
  })
  const { server, port } = await listen(application, '127.0.0.1', 0)
  const send = (body: string) => {
    outcome = undefined
    const socket = connect(port, '127.0.0.1')
    socket.write(`POST / HTTP/1.1\r\nhost: here\r\ncontent-length: 5\r\n\r\n${body}`)
    return socket
  }
  const whole = send('whole')
  await vi.waitFor(() => expect(outcome).toBe('whole'))
  whole.destroy()
  const part = send('pa')
  await once(server, 'request')
  part.destroy()
  await vi.waitFor(() => expect(outcome).toBe('INVALID_INPUT'))
  expect(lines).toEqual([])
  await closeServer(server, 100)
})
