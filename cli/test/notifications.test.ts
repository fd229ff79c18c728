import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOrion, type Orion } from './orion.ts'
import { type OrionServer, startOrionServer } from './server/orion-server.ts'

let server: OrionServer
let orion: Orion

beforeAll(async () => {
  server = await startOrionServer()
  orion = await createOrion(server)
  await orion.signIn()
  for (const title of ['First', 'Second', 'Third']) server.agency.addNotification(title)
  server.agency.addNotification('New trend', 'TREND_DETECTED')
})
afterAll(async () => {
  await orion.remove()
  await server.stop()
})

const titles = async (...options: string[]) => {
  const { stdout, code } = await orion.run(['notifications', 'list', '--format', 'json', ...options])
  expect(code).toBe(0)
  return JSON.parse(stdout).map(({ title }: { title: string }) => title)
}

describe('notifications', () => {
  it('are listed newest first, in a table or for programs', async () => {
    const { stdout, stderr } = await orion.run(['notifications', 'list'])
    expect(stderr).toBe('')
    const [header, first] = stdout.split('\n')
    expect(header).toMatch(/^ID +TYPE +TITLE +READ +WHEN$/)
    expect(first).toMatch(/TREND_DETECTED {2}New trend {2}no {4}\d+ s ago$/)
    const plain = await orion.run(['notifications', 'list', '--limit', '1', '--format', 'plain'])
    expect(plain.stdout.split('\t').slice(1, 4)).toEqual(['TREND_DETECTED', 'New trend', 'false'])
    expect(await titles('--type', 'gate-opened')).toEqual(['Third', 'Second', 'First'])
    expect((await orion.run(['notifications', 'list', '--type', 'nonsense'])).code).toBe(2)
  })

  it('are marked as read one by one, or all', async () => {
    const [newest] = server.agency.notifications
    const one = await orion.run(['notifications', 'read', newest?.id ?? ''])
    expect(one).toMatchObject({ code: 0, stdout: 'Marked 1 as read; 3 are unread.\n' })
    expect(await titles('--unread')).toEqual(['Third', 'Second', 'First'])
    const all = await orion.run(['notifications', 'read', '--all', '--format', 'plain'])
    expect(all.stdout).toBe('marked\t3\nunread\t0\n')
    expect(await orion.run(['notifications', 'list', '--unread'])).toMatchObject({
      stdout: '',
      stderr: expect.stringContaining('There are no such notifications.'),
    })
    expect((await orion.run(['notifications', 'read'])).code).toBe(2)
    const unknown = await orion.run(['notifications', 'read', 'nope'])
    expect(unknown).toMatchObject({
      code: 5,
      stderr: expect.stringContaining('There is no notification nope'),
    })
  })
})
