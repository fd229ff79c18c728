import { randomUUID } from 'node:crypto'
import { startRedis } from '@orion/common/embedded/redis'
import {
  createTestSystem,
  eventually,
  type TestService,
  type TestSystem,
  testViewer,
} from '@orion/common/testing/test-system'
import { Redis } from 'ioredis'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clearDelivered } from '../src/service/delivery-housekeeping.ts'
import { serviceStatus } from '../src/service/service-status.ts'
import { type Behaviour, deliveryServices, type Tools } from './delivery-service.ts'

let system: TestSystem
let behaviour: Behaviour
let tools: Tools
let scout: TestService
let pulse: TestService
let services: ReturnType<typeof deliveryServices>

beforeEach(async () => {
  system = await createTestSystem()
  behaviour = { onExpired: async () => {}, onJob: async () => {}, onJobFailed: async () => {} }
  services = deliveryServices(behaviour, made => {
    tools = made
  })
  scout = await system.start(services.scout)
  pulse = await system.start(services.pulse)
})
afterEach(() => system.stop())

const effects = async () =>
  (await system.query<{ trend_id: string }>('SELECT trend_id FROM pulse.effects ORDER BY id')).map(
    row => row.trend_id,
  )
const eventuallyEffects = (count: number) =>
  eventually(async () => {
    const rows = await effects()
    return rows.length >= count && rows
  }, `${count} effects`)

/** What waits in a queue of a service, as it tells the gateway. */
const queueOf = async (service: TestService, name: string) => {
  const answer = await service.request('/internal/status', null)
  const { queues } = serviceStatus.parse(await answer.json())
  const queue = queues?.find(queue => queue.name === name)
  if (!queue) throw new Error(`no queue ${name}`)
  return queue
}

describe('events', () => {
  it('reach each subscriber, in order, and who listens live', async () => {
    const ids = Array.from({ length: 20 }, () => randomUUID())
    for (const id of ids) await tools.publishExpired(id)
    expect(await eventuallyEffects(20)).toEqual(ids)
    const live = await system.hear('trend.expired', data => data.trendId === ids[19])
    expect(live).toMatchObject({ specversion: '1.0', source: '/orion/scout', type: 'orion.trend.expired' })
  })

  it('are not told when the change they tell of is rolled back', async () => {
    await tools.publishExpired(randomUUID(), false)
    const told = randomUUID()
    await tools.publishExpired(told)
    expect(await eventuallyEffects(1)).toEqual([told])
  })

  it('have one effect when they are delivered twice', async () => {
    const event = await system.send('scout', 'pulse', 'trend.expired', {
      trendId: randomUUID(),
      topic: 'twice',
    })
    await system.send('scout', 'pulse', 'trend.expired', event.data, event)
    const last = randomUUID()
    await tools.publishExpired(last)
    await eventually(async () => (await effects()).includes(last))
    expect((await effects()).filter(id => id === event.data.trendId)).toHaveLength(1)
  })

  it('leave no effect of a handler that fails, and are tried again', async () => {
    let failures = 2
    behaviour.onExpired = async () => {
      if (failures-- > 0) throw new Error('not yet')
    }
    const id = randomUUID()
    await tools.publishExpired(id)
    expect(await eventuallyEffects(1)).toEqual([id])
    expect(failures).toBe(-1)
  })

  it('that cannot be read go to the dead letters at once, can be listed and replayed by admins only', async () => {
    const good = await system.send('scout', 'pulse', 'trend.expired', { trendId: randomUUID(), topic: 'x' })
    await eventuallyEffects(1)
    const broken = { ...good, id: randomUUID(), data: { trendId: 'no uuid', topic: 'x' } }
    await system.send('scout', 'pulse', 'trend.expired', broken.data, broken)
    const letters = await eventually(async () => {
      const answer = await pulse.request('/api/v1/dead-letters', testViewer('ADMIN'))
      const { items } = (await answer.json()) as { items: { id: string; error: string }[] }
      return items.length > 0 && items
    })
    expect(letters[0]?.error).toContain('trendId')
    expect((await pulse.request('/api/v1/dead-letters', testViewer('EDITOR'))).status).toBe(403)
    const admin = { ...testViewer('ADMIN'), sessionId: null, apiKeyId: randomUUID() }
    const replay = (id = '') => pulse.request(`/api/v1/dead-letters/${id}/replay`, admin, { method: 'POST' })
    expect((await replay(randomUUID())).status).toBe(404)
    const both = await Promise.all([replay(letters[0]?.id), replay(letters[0]?.id)])
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409])
    const act = await system.hear('audit.recorded')
    expect(act.data).toMatchObject({
      action: 'DEAD_LETTER_REPLAYED',
      actorId: admin.userId,
      subjectId: letters[0]?.id,
      sessionId: null,
      apiKeyId: admin.apiKeyId,
      details: { service: 'pulse', kind: 'event', name: 'trend.expired' },
    })
    await system.query(`UPDATE pulse_delivery.dead_letters SET replayed_at = now() - interval '3 minutes'`)
    expect((await replay(letters[0]?.id)).status).toBe(202)
  })

  it('are read in pages, and kept 90 days from when they were last tried', async () => {
    await system.query(`INSERT INTO pulse_delivery.dead_letters (id, kind, name, payload, error, attempts, failed_at, replayed_at)
      SELECT gen_random_uuid(), 'job', 'old', '{}', 'no', 1, now() - make_interval(days => at / 2 * 40),
        CASE WHEN at % 2 = 1 THEN now() - make_interval(days => 30) END FROM generate_series(0, 7) AS at`)
    const seen: string[] = []
    for (let after = ''; ; ) {
      const answer = await pulse.request(`/api/v1/dead-letters?first=3${after}`, testViewer('ADMIN'))
      const { items, pageInfo } = await answer.json()
      seen.push(...items.map(({ id }: { id: string }) => id))
      if (!pageInfo.hasNextPage) break
      after = `&after=${pageInfo.endCursor}`
    }
    expect([seen.length, new Set(seen).size]).toEqual([8, 8])
    const waiting = await pulse.request('/api/v1/dead-letters?replayed=false', testViewer('ADMIN'))
    expect((await waiting.json()).items).toHaveLength(4)

    const pool = new pg.Pool({ connectionString: system.environment.DATABASE_URL, max: 1 })
    await clearDelivered('pulse', pool)
    await pool.end()
    const left = await system.query<{ days: number; replayed: boolean }>(
      `SELECT (now()::date - failed_at::date) AS days, replayed_at IS NOT NULL AS replayed
       FROM pulse_delivery.dead_letters ORDER BY failed_at DESC, replayed_at`,
    )
    expect(left.filter(({ replayed }) => replayed).map(({ days }) => days)).toEqual([0, 40, 80, 120])
    expect(left.filter(({ replayed }) => !replayed).map(({ days }) => days)).toEqual([0, 40, 80])
  })

  it('are neither marked nor recorded as replayed while the queue takes nothing', async () => {
    const good = await system.send('scout', 'pulse', 'trend.expired', { trendId: randomUUID(), topic: 'x' })
    await eventuallyEffects(1)
    const broken = { ...good, id: randomUUID(), data: { trendId: 'no uuid', topic: 'x' } }
    await system.send('scout', 'pulse', 'trend.expired', broken.data, broken)
    const letters = 'SELECT id, replayed_at FROM pulse_delivery.dead_letters'
    const [letter] = await eventually(async () => {
      const rows = await system.query<{ id: string }>(letters)
      return rows.length === 1 && rows
    })
    const replay = () =>
      pulse.request(`/api/v1/dead-letters/${letter?.id}/replay`, testViewer('ADMIN'), { method: 'POST' })
    const redis = new Redis(system.redis.url)
    await redis.config('SET', 'maxmemory', '1')
    expect((await replay()).status).toBe(500)
    expect(await system.query(letters)).toEqual([{ id: letter?.id, replayed_at: null }])
    expect(await system.query('SELECT id FROM pulse_delivery.outbox')).toEqual([])
    await redis.config('SET', 'maxmemory', '0')
    redis.disconnect()
    expect((await replay()).status).toBe(202)
  })

  it('that cannot be put away yet stay in the queue until they are', async () => {
    const good = await system.send('scout', 'pulse', 'trend.expired', { trendId: randomUUID(), topic: 'x' })
    await eventuallyEffects(1)
    await system.query('ALTER TABLE pulse_delivery.dead_letters RENAME TO away')
    const broken = { ...good, id: randomUUID(), data: { trendId: 'no uuid', topic: 'x' } }
    await system.send('scout', 'pulse', 'trend.expired', broken.data, broken)
    await eventually(async () => (await queueOf(pulse, 'orion-events-pulse')).delayed === 1)
    await system.query('ALTER TABLE pulse_delivery.away RENAME TO dead_letters')
    await eventually(
      async () => (await system.query('SELECT id FROM pulse_delivery.dead_letters')).length === 1,
    )
  })

  it('survive a killed Redis that comes back empty', async () => {
    const before = randomUUID()
    await tools.publishExpired(before)
    await eventuallyEffects(1)
    await system.redis.kill()
    const during = [randomUUID(), randomUUID()]
    for (const id of during) await tools.publishExpired(id)
    const replacement = await startRedis({ folder: `${system.folder}/redis-anew`, port: system.redis.port })
    try {
      expect(await eventuallyEffects(3)).toEqual([before, ...during])
    } finally {
      await scout.stop()
      await pulse.stop()
      await replacement.stop()
    }
  })
})

describe('jobs', () => {
  it('are tried again after an error, and told when they fail for good', async () => {
    const attempts: number[] = []
    let told = ''
    behaviour.onJob = async (_, attempt) => {
      attempts.push(attempt)
      throw new Error('never')
    }
    behaviour.onJobFailed = async value => {
      told = value
    }
    await tools.enqueue('hopeless')
    await eventually(() => told === 'hopeless')
    expect(attempts).toEqual([1, 2, 3])
  })

  it('that failed for good while their failure could not be kept are tried again', async () => {
    let away = true
    let attempts = 0
    const done: string[] = []
    behaviour.onJob = async value => {
      attempts++
      if (away) throw new Error('the database is away')
      done.push(value)
    }
    behaviour.onJobFailed = async () => {
      throw new Error('the database is away')
    }
    await tools.enqueue('patient')
    await eventually(async () => {
      const { delayed, failed } = await queueOf(scout, 'orion-scout-echo')
      return attempts >= 3 && delayed === 1 && failed === 0
    })
    away = false
    await eventually(() => done.length > 0)
    expect(done).toEqual(['patient'])
  })

  it('are handed back when the service stops, and done by the next one', async () => {
    const done: string[] = []
    let begun = false
    behaviour.onJob = async value => {
      if (!begun) {
        begun = true
        await new Promise(resolve => setTimeout(resolve, 300))
        throw new Error('the service stopped')
      }
      done.push(value)
    }
    await tools.enqueue('handed back')
    await eventually(() => begun)
    await scout.stop()
    await system.start(services.scout)
    await eventually(() => done.length > 0)
    expect(done).toEqual(['handed back'])
  })
})

describe('a service', () => {
  it('answers health to everybody and everything else to the gateway alone', async () => {
    expect((await fetch(`${scout.url}/health`)).status).toBe(200)
    expect((await fetch(`${scout.url}/graphql?query={ping}`)).status).toBe(401)
    expect(
      (
        await fetch(`${scout.url}/api/v1/dead-letters`, {
          headers: { 'x-user-id': 'me', 'x-user-role': 'ADMIN' },
        })
      ).status,
    ).toBe(401)
    const forOther = await pulse.request('/graphql', null)
    expect(forOther.status).not.toBe(401)
    expect(await scout.graphql('{ ping }', {}, testViewer('VIEWER'))).toEqual({ data: { ping: 'pong' } })
    const refused = await scout.graphql('{ ping }', {}, null)
    expect(refused.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED')
  })

  it('tells the gateway alone what it depends on and has to do', async () => {
    const answer = await scout.request('/internal/status', null)
    expect(serviceStatus.parse(await answer.json())).toMatchObject({
      service: 'scout',
      status: 'ready',
      checks: { postgres: { ok: true }, redis: { ok: true }, files: { ok: true } },
      queues: expect.arrayContaining([
        expect.objectContaining({ name: 'orion-scout-echo', waiting: 0, active: 0, workers: 1 }),
      ]),
      outboxWaiting: 0,
    })
    expect((await scout.request('/internal/status', testViewer('ADMIN'))).status).toBe(403)
    expect((await fetch(`${scout.url}/internal/status`)).status).toBe(401)
  })

  const measured = async () => (await (await fetch(`${scout.url}/metrics`)).text()).split('\n')

  it('names the dependency that keeps it from being ready', async () => {
    expect((await fetch(`${scout.url}/ready`)).status).toBe(200)
    await system.redis.kill()
    const notReady = await eventually(async () => {
      const answer = await fetch(`${scout.url}/ready`)
      return answer.status === 503 && answer.json()
    })
    expect(notReady).toMatchObject({
      status: 'not_ready',
      checks: { postgres: { ok: true }, redis: { ok: false } },
    })
    const lines = await measured()
    expect(lines).toContain('orion_dependency_up{dependency="redis",service="scout"} 0')
    expect(lines.filter(line => line.startsWith('orion_queue_jobs{'))).toEqual([])
  })

  it('measures what it does', async () => {
    await tools.publishExpired(randomUUID())
    await eventually(async () =>
      (await measured()).includes(
        'orion_events_relayed_total{kind="event",name="trend.expired",service="scout"} 1',
      ),
    )
    const lines = await measured()
    expect(lines).toContain('orion_dependency_up{dependency="postgres",service="scout"} 1')
    expect(lines).toContain('orion_queue_jobs{queue="orion-events-scout",state="failed",service="scout"} 0')
    expect(lines).toContain('orion_outbox_waiting{service="scout"} 0')
    expect(lines).toEqual(
      expect.arrayContaining([expect.stringMatching(/^orion_dead_letters{service="scout"} \d+$/)]),
    )
  })
})
