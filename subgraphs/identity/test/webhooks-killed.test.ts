import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { eventually } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, expect, test } from 'vitest'
import service from '../src/main.ts'
import { type IdentitySystem, startIdentity } from './identity-system.ts'
import { failure } from './notification-events.ts'
import { startReceiver, type WebhookReceiver } from './webhook-receiver.ts'

const EVENTS = 12

let receiver: WebhookReceiver
let identity: IdentitySystem
let child: ChildProcess | undefined

beforeAll(async () => {
  receiver = await startReceiver()
  identity = await startIdentity({ IDENTITY_WEBHOOK_ALLOW_PRIVATE_HOSTS: receiver.host })
})
afterAll(async () => {
  child?.kill('SIGKILL')
  await identity?.system.stop()
  await receiver?.close()
})

test('a process that is killed amid its deliveries leaves none out, and repeats those it cannot know of under their ids', async () => {
  const { system, environment } = identity
  const user = await identity.addUser('EDITOR')
  await identity.send('POST', '/webhooks', { url: receiver.url, password: user.password }, user.viewer)
  await identity.service.stop()

  // Some are accepted; then the receiver hesitates, so that the process dies with messages sent and unanswered.
  receiver.answer = () => ({ status: 204, hangs: receiver.received.length > 3 })
  child = spawn('node', ['--import', 'tsx', 'scripts/run-service.ts', 'identity'], {
    cwd: fileURLToPath(new URL('../../../', import.meta.url)),
    env: { PATH: process.env.PATH, ...system.environment, ...environment },
    stdio: 'ignore',
  })
  for (let count = 0; count < EVENTS; count += 1)
    await system.send('media', 'identity', 'media.failed', failure(user))
  await eventually(() => receiver.received.length >= 6, 'messages under way')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const sentBefore = receiver.received.map(({ headers }) => headers['webhook-id'])

  receiver.answer = () => ({ status: 204 })
  await system.start(service, environment)
  const deliveries = () =>
    system.query<{ id: string; body: string; status: string }>(
      'SELECT id, body, status::text FROM identity.webhook_deliveries',
    )
  const rows = await eventually(async () => {
    const all = await deliveries()
    return all.length === EVENTS && all.every(({ status }) => status === 'DELIVERED') && all
  }, 'all deliveries')

  const idsOfEvents = rows.map(({ body }) => JSON.parse(body).data.notificationId)
  expect(new Set(idsOfEvents).size).toBe(EVENTS)
  const received = receiver.received.map(({ headers }) => headers['webhook-id'])
  expect(new Set(received)).toEqual(new Set(rows.map(({ id }) => id)))
  const repeated = received.slice(sentBefore.length).filter(id => sentBefore.includes(id))
  expect(repeated.length).toBeGreaterThan(0)
  for (const id of repeated) {
    const bodies = receiver.received.filter(({ headers }) => headers['webhook-id'] === id)
    expect(new Set(bodies.map(({ body }) => body)).size).toBe(1)
  }
})
