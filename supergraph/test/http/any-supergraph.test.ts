import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOM } from '../../src/room.ts'
import { post, startTestGateway } from '../support/gateway.ts'

async function gateway(...options: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOM, 'src/main.ts'), ...options], {
    cwd: ROOM,
  })
  let output = ''
  child.stdout.on('data', chunk => (output += chunk))
  child.stderr.on('data', chunk => (output += chunk))
  const code = await new Promise<number | null>(resolve => child.on('close', resolve))
  return { code, output }
}

it('says how it is used', async () => {
  expect(await gateway('--help')).toMatchObject({
    code: 0,
    output: expect.stringContaining('--forward-header NAME'),
  })
})

it('says which file it cannot read', async () => {
  const { code, output } = await gateway('--supergraph', '/nowhere/supergraph.graphql', '--port', '0')
  expect(code).toBe(1)
  expect(output).toContain('The supergraph /nowhere/supergraph.graphql cannot be read')
})

it('hands the headers on that it was told to, and no others', async () => {
  const { url, subgraphs, stop } = await startTestGateway(
    { a: { sdl: 'type Query { ok: Boolean }' } },
    { forwardedHeaders: ['x-tenant'] },
  )
  await post(url, { query: '{ ok }' }, { 'x-tenant': 'north', authorization: 'Bearer secret' })
  expect(subgraphs.a.calls[0]?.headers).toMatchObject({ 'x-tenant': 'north' })
  expect(subgraphs.a.calls[0]?.headers.authorization).toBeUndefined()
  await stop()
})
