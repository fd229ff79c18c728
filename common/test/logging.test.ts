import { PassThrough } from 'node:stream'
import { createLogger } from '@orion/common/logging'
import { runInRequest } from '@orion/common/service/request-context'
import { expect, it } from 'vitest'

function logged(write: (log: ReturnType<typeof createLogger>) => void): Record<string, unknown> {
  const stream = new PassThrough()
  write(createLogger('scout', 'info', stream))
  return JSON.parse(String(stream.read()))
}

it('keeps secrets out of logs, by their names, where they stand', () => {
  const line = logged(log =>
    log.info(
      {
        password: 'p1',
        user: { token: 'p2' },
        request: { headers: { authorization: 'p3', cookie: 'p4' } },
        name: 'kept',
      },
      'signed in',
    ),
  )
  expect(JSON.stringify(line)).not.toMatch(/p[1-4]/)
  expect(line).toMatchObject({ name: 'kept', service: 'scout', level: 'info', message: 'signed in' })
})

it('tells the request and trace ids of the request a line belongs to', () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
  const line = runInRequest({ requestId: 'request-1', traceparent }, () => logged(log => log.info('x')))
  expect(line).toMatchObject({ requestId: 'request-1', traceId: '0af7651916cd43dd8448eb211c80319c' })
})
