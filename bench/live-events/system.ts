import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { scopesOfRole } from '@orion/common/access/scopes'
import { createGatewayKeys } from '@orion/common/embedded/keys'
import { freePort } from '@orion/common/embedded/ports'
import { startRedis } from '@orion/common/embedded/redis'
import { createEnvelope } from '@orion/common/events/envelope'
import { tellInOrder } from '@orion/common/events/live-channel'
import { Redis } from 'ioredis'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { composeSupergraph } from '../../supergraph/src/compose/compose-supergraph.ts'

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated"])\n'

/** The subgraphs behind the gateway: each answers entity requests with what stands here. */
const fields = {
  director: {
    sdl: 'title: String! status: String',
    values: { title: 'A title of usual length', status: 'REVIEW' },
  },
  media: { sdl: 'images: [String!]', values: { images: ['scene-1.jpg', 'scene-2.jpg', 'scene-3.jpg'] } },
  identity: { sdl: 'author: String', values: { author: 'Ada' } },
} as const

/** The gateway in a process of its own, with Redis and small subgraphs. */
export interface LiveSystem {
  gatewayPort: number
  redisUrl: string
  redis: Redis
  token: string
  /** How often each subgraph was asked. */
  asked: Record<string, number>
  /** Tells an event, as a service's relay does. */
  tell(): Promise<void>
  /** Resident memory of the gateway, in bytes. */
  gatewayBytes(): number
  stop(): Promise<void>
}

/** Starts it all. */
export async function startLiveSystem(): Promise<LiveSystem> {
  const folder = await mkdtemp(join(tmpdir(), 'orion-bench-'))
  const redisServer = await startRedis({ folder })
  const redis = new Redis(redisServer.url)
  const gatewayKeys = await createGatewayKeys()
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'EdDSA', use: 'sig' }]
  const asked: Record<string, number> = {}
  const servers = await Promise.all(
    Object.entries(fields).map(async ([name, { values }]) => {
      const server = await serveEntities(values, JSON.stringify({ keys }), () => {
        asked[name] = (asked[name] ?? 0) + 1
      })
      return { name, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` }
    }),
  )
  const composition = composeSupergraph([
    ...servers.map(({ name, url }) => ({
      name,
      url,
      file: name,
      sdl: `${LINK} type Query { ${name}: String } type Content @key(fields: "id") { id: ID! ${fields[name as keyof typeof fields].sdl} }`,
    })),
    {
      name: 'events',
      url: 'internal:events',
      file: 'events',
      sdl: `${readFileSync(resolve('supergraph/src/events/schema.graphql'), 'utf8')} `,
    },
    {
      name: 'stubs',
      url: servers[0]?.url ?? '',
      file: 'stubs',
      sdl: `${LINK} type Trend @key(fields: "id") { id: ID! a: String } type Render @key(fields: "id") { id: ID! a: String }
        type Notification @key(fields: "id") { id: ID! a: String }`,
    },
  ])
  if (!composition.composed) throw new Error(composition.problems.join('\n'))
  const supergraph = join(folder, 'supergraph.graphql')
  await writeFile(supergraph, composition.supergraphSdl)
  const gatewayPort = await freePort()
  const gateway = fork(resolve('supergraph/start.mjs'), {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
      PORT: String(gatewayPort),
      REDIS_URL: redisServer.url,
      ORION_SUPERGRAPH: supergraph,
      ORION_GATEWAY_PRIVATE_KEY: gatewayKeys.privateKey,
      ORION_FILES_SECRET: randomBytes(32).toString('hex'),
      FILES_ROOT: join(folder, 'files'),
      ORION_RATE_LIMIT_FACTOR: '1000',
    },
  })
  await until(async () => (await fetch(`http://127.0.0.1:${gatewayPort}/health`)).ok)
  const userId = randomUUID()
  const token = await new SignJWT({ sid: randomUUID(), role: 'EDITOR', scopes: scopesOfRole.EDITOR })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'bench' })
    .setIssuer('orion')
    .setAudience('orion-api')
    .setSubject(userId)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey)
  return {
    gatewayPort,
    redisUrl: redisServer.url,
    redis,
    token,
    asked,
    async tell() {
      const event = createEnvelope('director', 'pipeline.stage_changed', {
        subject: userId,
        audience: { userIds: [userId] },
        data: {
          contentId: randomUUID(),
          runId: randomUUID(),
          userId,
          title: `at ${performance.timeOrigin + performance.now()}`,
          stage: 'CREATOR',
          status: 'RUNNING',
          attempt: 1,
          provider: 'extractive',
          error: null,
          gateId: null,
        },
      })
      await tellInOrder(redis, event.type, event, true)
    },
    gatewayBytes() {
      const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${gateway.pid}/status`, 'utf8'))?.[1]
      return Number(kilobytes) * 1024
    },
    async stop() {
      await end(gateway)
      redis.disconnect()
      for (const { server } of servers) {
        server.close()
        server.closeAllConnections()
      }
      await redisServer.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A subgraph that answers any request for entities with the same values, and knows identity's keys. */
async function serveEntities(values: object, keys: string, onAsked: () => void): Promise<Server> {
  const server = createServer(async (request, response) => {
    response.setHeader('content-type', 'application/json')
    if (request.url === '/.well-known/jwks.json') return response.end(keys)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    onAsked()
    const { variables } = JSON.parse(Buffer.concat(chunks).toString())
    const entities = (variables.representations ?? []).map((key: object) => ({ ...key, ...values }))
    return response.end(JSON.stringify({ data: { _entities: entities } }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** Ends a process of this benchmark. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

async function until(probe: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await probe().catch(() => false)) return
    await new Promise(done => setTimeout(done, 100))
  }
  throw new Error('the gateway did not start within 30 s')
}
