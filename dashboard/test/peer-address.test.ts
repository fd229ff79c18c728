import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { forwardedHeaders } from '#session/gateway-auth.ts'
import { tellPeerAddresses } from '#session/peer-address.ts'

test('the gateway is told who sent a request, whatever the browser says of it', async () => {
  onTestFinished(tellPeerAddresses())
  const server = createServer((request, response) => {
    const header = request.headers['x-forwarded-for']
    const headers = new Headers(typeof header === 'string' ? { 'x-forwarded-for': header } : {})
    response.end(JSON.stringify(forwardedHeaders(new Request('http://127.0.0.1:3001/', { headers }))))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const told = async (headers: Record<string, string>) =>
    (await fetch(`http://127.0.0.1:${address.port}/`, { headers })).json()

  expect(await told({})).toEqual({ 'x-forwarded-for': '127.0.0.1' })
  expect(await told({ 'x-forwarded-for': '6.6.6.6' })).toEqual({ 'x-forwarded-for': '6.6.6.6, 127.0.0.1' })
  expect(await told({ 'x-forwarded-for': '6.6.6.6, 7.7.7.7' })).toEqual({
    'x-forwarded-for': '6.6.6.6, 7.7.7.7, 127.0.0.1',
  })
})
