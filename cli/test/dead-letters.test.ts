import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createOrion, type Orion } from './orion.ts'
import { type OrionServer, startOrionServer } from './server/orion-server.ts'

let server: OrionServer
let orion: Orion

beforeAll(async () => {
  server = await startOrionServer()
  orion = await createOrion(server)
  await orion.signIn('admin')
  server.agency.addDeadLetter('SCOUT', 'scan', 'The feed is no XML.')
  server.agency.addDeadLetter('MEDIA', 'content.created', 'There is no provider.')
})
afterEach(() => server.down.clear())
afterAll(async () => {
  await orion.remove()
  await server.stop()
})

describe('dead letters', () => {
  it('of all services are listed newest first, in a table or for programs', async () => {
    const { stdout, stderr } = await orion.run(['system', 'dead-letters'], { env: { COLUMNS: '200' } })
    expect(stderr).toBe('')
    const [header, first, second] = stdout.split('\n')
    expect(header).toMatch(/^ID +SERVICE +KIND +NAME +ERROR +TRIES +GIVEN UP +REPLAYED$/)
    expect(first).toMatch(
      /^media:\S+ +media +event +content.created +There is no provider. +8 +\d+ s ago +no$/,
    )
    expect(second).toContain('The feed is no XML.')
  })

  it('of the others are listed when a service does not answer, which is said and is no success', async () => {
    server.down.add('media')
    const { code, stdout, stderr } = await orion.run(['system', 'dead-letters', '--format', 'json'])
    expect([code, JSON.parse(stdout)]).toMatchObject([1, [{ service: 'SCOUT', name: 'scan' }]])
    expect(stderr).toContain('deadLetters.media: The service media cannot be reached.')
  })

  it('are tried again one by one', async () => {
    const id = server.agency.deadLetters[0]?.id ?? ''
    expect(await orion.run(['system', 'replay-dead-letter', id])).toMatchObject({
      code: 0,
      stdout: 'content.created is tried again.\n',
    })
    const waiting = await orion.run(['system', 'dead-letters', '--waiting', '--format', 'json'])
    expect(JSON.parse(waiting.stdout)).toMatchObject([{ name: 'scan' }])
    expect((await orion.run(['system', 'replay-dead-letter', 'scout:1'])).code).toBe(5)
  })
})
