import { randomBytes, randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { viewerOf } from '@orion/common'
import { createInternalTokenSigner } from '@orion/common/access/internal-token'
import { createGatewayKeys } from '@orion/common/embedded/keys'
import { startPostgres } from '@orion/common/embedded/postgres'
import { startRedis } from '@orion/common/embedded/redis'
import { createEnvelope, parseEnvelope, WIRE_PREFIX } from '@orion/common/events/envelope'
import { createQueues, eventJobOptions, eventQueueName } from '@orion/common/events/queues'
import { Redis } from 'ioredis'
import pg from 'pg'
import identity from '../subgraphs/identity/src/main.ts'
import { checkPassword, hashPassword } from '../subgraphs/identity/src/passwords/password-hash.ts'
import { median } from './figures/median.ts'

const NOTIFICATIONS = 10_000
const WARM_UP_ROUNDS = 10
const ROUNDS = WARM_UP_ROUNDS + 30
/** Sign-ins at once: more than there are threads that hash. */
const SIGN_INS_AT_ONCE = 16
/** Short rounds in turns, so that what else the machine does meets both alike. */
const SIGN_IN_ROUNDS = 12
const SIGN_IN_ROUND_MS = 750
/**
 * The least share that the bare check has of the CPU time of a sign-in, the client's part included. CPU time, because the
 * rates depend on what else the machine does.
 */
const HASH_SHARE = 0.8

/** What identity promises, measured on a service of its own: Postgres and Redis are real, the gateway is left out. */
export async function run(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'orion-bench-'))
  await chmod(home, 0o755)
  const postgres = await startPostgres({ folder: join(home, 'postgres') })
  const redis = await startRedis({ folder: join(home, 'redis') })
  const keys = await createGatewayKeys()
  const service = await identity.start({
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    PORT: '0',
    LOG_LEVEL: 'silent',
    ORION_GATEWAY_PUBLIC_KEY: keys.publicKey,
    ORION_FILES_SECRET: randomBytes(32).toString('hex'),
    FILES_ROOT: join(home, 'files'),
    ORION_ENCRYPTION_KEY: randomBytes(32).toString('hex'),
    ORION_ADMIN_PASSWORD: randomBytes(12).toString('hex'),
  })
  const pool = new pg.Pool({ connectionString: postgres.url })
  try {
    const sign = await createInternalTokenSigner(keys.privateKey)
    const [admin] = (await pool.query('SELECT id FROM identity.users')).rows
    const userId = String(admin?.id)
    const authorization = `Bearer ${await sign('identity', viewerOf(userId, 'ADMIN', randomUUID()))}`
    const ask = async (query: string) => {
      const response = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ query }),
      })
      const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown }
      if (errors) throw new Error(JSON.stringify(errors))
      return data
    }
    const anybody = `Bearer ${await sign('identity', null)}`
    await measureSignIns(pool, async (identifier, password) => {
      const response = await fetch(`${service.url}/api/v1/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: anybody },
        body: JSON.stringify({ identifier, password }),
      })
      await response.arrayBuffer()
      if (!response.ok) throw new Error(`a sign-in was answered with ${response.status}`)
    })
    await measureNotifications(pool, userId, ask)
    await measureLiveDelivery(redis.url, userId)
  } finally {
    await service.stop()
    await pool.end()
    await redis.stop()
    await postgres.stop()
    await rm(home, { recursive: true, force: true })
  }
}

interface Rate {
  perSecond: number
  /** CPU time of this process for each, its hashing threads included. */
  cpuMs: number
}

/** Sign-ins beside bare checks of a password in the same process and the same run: what is left is all else. */
async function measureSignIns(
  pool: pg.Pool,
  signIn: (identifier: string, password: string) => Promise<void>,
): Promise<void> {
  const password = randomBytes(12).toString('hex')
  const hash = await hashPassword(password)
  await pool.query(
    `INSERT INTO identity.users (id, email, username, name, password_hash)
     SELECT gen_random_uuid(), 'bench' || n || '@example.com', 'bench' || n, 'Bench', $1 FROM generate_series(1, $2::int) n`,
    [hash, SIGN_INS_AT_ONCE],
  )
  const measure = async (work: (worker: number) => Promise<unknown>): Promise<Rate> => {
    const begun = performance.now()
    const cpu = process.cpuUsage()
    let done = 0
    const worker = async (at: number) => {
      while (performance.now() - begun < SIGN_IN_ROUND_MS) {
        await work(at)
        done += 1
      }
    }
    await Promise.all(Array.from({ length: SIGN_INS_AT_ONCE }, (_, at) => worker(at + 1)))
    const { user, system } = process.cpuUsage(cpu)
    return {
      perSecond: done / ((performance.now() - begun) / 1000),
      cpuMs: (user + system) / 1000 / done,
    }
  }
  const bareRates: Rate[] = []
  const wholeRates: Rate[] = []
  for (let round = 0; round < SIGN_IN_ROUNDS; round += 1) {
    bareRates.push(await measure(() => checkPassword(hash, password)))
    wholeRates.push(await measure(at => signIn(`bench${at}`, password)))
  }
  const middle = (rates: Rate[]): Rate => ({
    perSecond: median(rates.map(({ perSecond }) => perSecond)),
    cpuMs: median(rates.map(({ cpuMs }) => cpuMs)),
  })
  const [bare, whole] = [middle(bareRates), middle(wholeRates)]
  const share = median(wholeRates.map(({ cpuMs }, round) => (bareRates[round]?.cpuMs ?? 0) / cpuMs))
  const holds = share >= HASH_SHARE
  process.stdout.write(
    `${holds ? '✓' : '✗'} ${'CPU of a sign-in'.padEnd(58)} ${whole.cpuMs.toFixed(1)} ms, of a bare password check ${bare.cpuMs.toFixed(1)} ms (share ${share.toFixed(2)}, at least ${HASH_SHARE}); ${whole.perSecond.toFixed(1)}/s and ${bare.perSecond.toFixed(1)}/s\n`,
  )
  if (!holds) process.exitCode = 1
}

/** One user with 10,000 unread notifications: their list, the count, and reading all. */
async function measureNotifications(pool: pg.Pool, userId: string, ask: (query: string) => Promise<unknown>) {
  await pool.query(
    `INSERT INTO identity.notifications (id, user_id, type, group_key, title, body, entries, created_at)
     SELECT gen_random_uuid(), $1,
       (enum_range(NULL::identity."NotificationType"))[1 + n % 8], 'bench ' || n,
       'No pictures for “Why cats purr”', repeat('The pictures could not be drawn. ', 5),
       '[{"title":"Why cats purr","error":"the provider is down."}]', now() - n * interval '1 minute'
     FROM generate_series(1, $2::int) n`,
    [userId, NOTIFICATIONS],
  )
  await pool.query('ANALYZE identity.notifications')
  const fields = 'nodes { id type title body count isRead createdAt } pageInfo { endCursor }'
  const unread = () => pool.query('UPDATE identity.users SET notifications_read_until = NULL')
  const cases: [string, string][] = [
    ['list of 20', `{ notifications(first: 20) { ${fields} } }`],
    [
      'list of 100, unread, one type',
      `{ notifications(first: 100, filter: { unread: true, types: [MEDIA_FAILED] }) { ${fields} } }`,
    ],
    ['unread count', '{ unreadNotificationCount }'],
    ['mark all as read', 'mutation { markNotificationsRead(input: {}) { marked unreadNotificationCount } }'],
  ]
  for (const [name, query] of cases) {
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      await unread()
      const begun = performance.now()
      await ask(query)
      times.push(performance.now() - begun)
    }
    report(`${name} (${NOTIFICATIONS} notifications)`, times, 50)
  }
}

/** From the moment an event is in identity's queue until its notification is on the live channel. */
async function measureLiveDelivery(redisUrl: string, userId: string) {
  const connection = new Redis(redisUrl)
  const listener = new Redis(redisUrl)
  const queues = createQueues(connection)
  const heard = new Map<string, number>()
  listener.on('message', (_channel, message) => {
    const { data } = parseEnvelope(JSON.parse(message))
    if ('contentId' in data) heard.set(String(data.contentId), performance.now())
  })
  await listener.subscribe(`${WIRE_PREFIX}notification.created`)
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const contentId = randomUUID()
    const data = {
      contentId,
      runId: randomUUID(),
      userId,
      title: 'Why cats purr',
      error: 'the provider is down.',
    }
    const event = createEnvelope('media', 'media.failed', { subject: contentId, data, audience: {} })
    const begun = performance.now()
    await queues.open(eventQueueName('identity')).add('media.failed', event, eventJobOptions)
    while (!heard.has(contentId)) {
      if (performance.now() - begun > 10_000) throw new Error('the notification did not come')
      await new Promise(resolve => setTimeout(resolve, 1))
    }
    times.push((heard.get(contentId) ?? 0) - begun)
  }
  report('event to live notification', times, 100)
  await queues.close()
  connection.disconnect()
  listener.disconnect()
}

/** The median of some times in ms beside its limit, and the worst; the first ones are to warm up. */
function report(what: string, times: readonly number[], limitMs: number): void {
  const timed = times.slice(WARM_UP_ROUNDS)
  const middle = median(timed)
  const holds = middle <= limitMs
  process.stdout.write(
    `${holds ? '✓' : '✗'} ${what.padEnd(58)} ${middle.toFixed(1)} ms, at worst ${Math.max(...timed).toFixed(1)} ms (limit ${limitMs} ms)\n`,
  )
  if (!holds) process.exitCode = 1
}
