import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type ServiceName, services } from '@orion/common'
import { type EmbeddedPostgres, startPostgres } from '@orion/common/embedded/postgres'
import { type EmbeddedRedis, startRedis } from '@orion/common/embedded/redis'
import { claimHome, secretsOf } from './home.ts'
import type { Ports } from './ports.ts'
import { type SystemProcess, startProcess } from './process.ts'
import { publicAddresses } from './public-addresses.ts'
import { untilAborted } from './signals.ts'

/** What runs: the services, the gateway, the dashboard. */
export type ProcessName = ServiceName | 'gateway' | 'dashboard'

/** The whole system on this host. */
export interface System {
  home: string
  gatewayUrl: string
  dashboardUrl: string
  postgres: EmbeddedPostgres | null
  redis: EmbeddedRedis | null
  /** The processes by name. A restarted one takes the place of the old one. */
  processes: Map<ProcessName, SystemProcess>
  /** Starts a process again after it ended; resolves when it is ready. */
  restart(name: ProcessName): Promise<void>
  /** Starts Redis again on the same port and data after it ended. */
  restartRedis(): Promise<void>
  /** Starts Postgres again on the same port and data after it ended. */
  restartPostgres(): Promise<void>
  /** File with the first admin's login, written at the first start. */
  adminFile: string
  stop(): Promise<void>
}

/** How a system is started. */
export interface SystemOptions {
  home: string
  ports: Ports
  /** `built` runs the bundles of `npm run build`; `source` runs the TypeScript and starts anew on changes. Default built. */
  mode?: 'built' | 'source'
  /** Default true. */
  dashboard?: boolean
  /** Where the built programs lie: a folder that `gatherImage` filled. Default this repository. */
  programs?: string
  /** Settings for the services, over those of this process. */
  environment?: NodeJS.ProcessEnv
  /** Told when a process is ready. */
  onReady?: (name: string, seconds: number) => void
  /** Ends the start when it is aborted; its owner then stops the system on signals, which by default end this process. */
  signal?: AbortSignal
}

/**
 * Starts Postgres and Redis (unless DATABASE_URL or REDIS_URL name others), the services, the gateway and the dashboard on
 * loopback, and waits until all are ready. When one does not come up, the others are stopped again.
 * @throws OrionError with the end of the log of what did not come up; the reason of `signal` when it is aborted.
 */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { home, ports, signal } = options
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  await claimHome(home)
  const secrets = await secretsOf(home)
  await mkdir(join(home, 'logs'), { recursive: true })
  const given = { ...process.env, ...options.environment }
  const postgresOptions = { folder: join(home, 'postgres'), outlivesSignals: !!signal }
  const starting = [
    given.DATABASE_URL ? null : startPostgres(postgresOptions),
    given.REDIS_URL ? null : startRedis({ folder: join(home, 'redis') }),
  ] as const
  const [postgres, redis] = await Promise.all(starting).catch(async error => {
    for (const part of await Promise.allSettled(starting))
      if (part.status === 'fulfilled') await part.value?.stop()
    throw error
  })
  options.onReady?.('postgres and redis', seconds())
  let currentRedis = redis
  let currentPostgres = postgres
  const address = (name: ProcessName) => `http://127.0.0.1:${ports[name]}`
  const adminFile = join(home, 'admin.json')
  const shared: NodeJS.ProcessEnv = {
    DATABASE_URL: given.DATABASE_URL ?? postgres?.url,
    REDIS_URL: given.REDIS_URL ?? redis?.url,
    NODE_ENV: options.mode === 'source' ? 'development' : 'production',
    ORION_GATEWAY_PUBLIC_KEY: secrets.gatewayPublicKey,
    ORION_GATEWAY_PRIVATE_KEY: secrets.gatewayPrivateKey,
    ORION_FILES_SECRET: secrets.filesSecret,
    ORION_ENCRYPTION_KEY: secrets.encryptionKey,
    ...publicAddresses(given, { gateway: address('gateway'), dashboard: address('dashboard') }),
    ORION_GATEWAY_URL: address('gateway'),
    ORION_FIRST_ADMIN_FILE: adminFile,
    FILES_ROOT: join(home, 'files'),
    EDITOR_WORK_FOLDER: join(home, 'work'),
    ...Object.fromEntries(
      services.map(name => [`ORION_SUBGRAPH_URL_${name.toUpperCase()}`, `${address(name)}/graphql`]),
    ),
    ...options.environment,
  }
  const processes = new Map<ProcessName, SystemProcess>()
  const launch = (name: ProcessName) => {
    const process = startProcess({
      name,
      ...commandOf(name, options, ports),
      url: address(name),
      readyPath: name === 'dashboard' ? '/health' : '/ready',
      logFile: join(home, 'logs', `${name}.log`),
      environment: {
        ...memoryOf(name),
        ...environmentOf(name, shared),
        HOST: '127.0.0.1',
        HOSTNAME: '127.0.0.1',
        PORT: String(ports[name]),
      },
    })
    processes.set(name, process)
    return process
  }
  const stop = async () => {
    const all = [...processes.values()]
    await Promise.all(
      all.filter(({ name }) => name === 'dashboard' || name === 'gateway').map(process => process.stop()),
    )
    await Promise.all(all.map(process => process.stop()))
    await Promise.allSettled([currentRedis?.stop(), currentPostgres?.stop()])
  }
  try {
    const names: ProcessName[] = [
      ...services,
      'gateway',
      ...(options.dashboard === false ? [] : (['dashboard'] as const)),
    ]
    signal?.throwIfAborted()
    const ready = Promise.all(
      names.map(async name => {
        await launch(name).ready()
        if (!signal?.aborted) options.onReady?.(name, seconds())
      }),
    )
    await (signal ? Promise.race([ready, untilAborted(signal)]) : ready)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    home,
    gatewayUrl: address('gateway'),
    dashboardUrl: address('dashboard'),
    get postgres() {
      return currentPostgres
    },
    get redis() {
      return currentRedis
    },
    processes,
    adminFile,
    restart: name => launch(name).ready(),
    async restartRedis() {
      if (redis) currentRedis = await startRedis({ folder: join(home, 'redis'), port: redis.port })
    },
    async restartPostgres() {
      if (postgres) currentPostgres = await startPostgres({ ...postgresOptions, port: postgres.port })
    },
    stop,
  }
}

function commandOf(
  name: ProcessName,
  { mode = 'built', programs }: SystemOptions,
  ports: Ports,
): { args: string[]; cwd?: string } {
  if (mode === 'built') return { args: programOf(name, programs), cwd: programs }
  if (name === 'dashboard') {
    const args = ['dev', '--hostname', '127.0.0.1', '--port', String(ports.dashboard)]
    return { args: ['../node_modules/next/dist/bin/next', ...args], cwd: 'dashboard' }
  }
  const entry = name === 'gateway' ? ['supergraph/src/main.ts'] : ['scripts/run-service.ts', name]
  return { args: ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', ...entry] }
}

function programOf(name: ProcessName, programs: string | undefined): string[] {
  if (name === 'dashboard')
    return [programs ? 'dashboard/server.js' : 'dashboard/.next/standalone/dashboard/server.js']
  const room = name === 'gateway' ? 'supergraph' : `subgraphs/${name}`
  return ['--enable-source-maps', `${room}/dist/main.js`]
}

/**
 * Ten processes share one host: young objects get a smaller room, and native memory is given back at once. The editor keeps to
 * malloc's defaults, since ffmpeg inherits them and renders a third slower without.
 */
function memoryOf(name: ProcessName): NodeJS.ProcessEnv {
  // Answers in flight fill the gateway's young room; with a small one they are moved to the old one and collected late.
  if (name === 'gateway') return { MALLOC_ARENA_MAX: '2' }
  const node = { NODE_OPTIONS: '--max-semi-space-size=4' }
  return name === 'editor' ? node : { ...node, MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' }
}

/** The gateway's private key is for the gateway alone, and the dashboard needs no secrets at all. */
function environmentOf(name: ProcessName, shared: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { ORION_GATEWAY_PRIVATE_KEY, ...others } = shared
  if (name === 'gateway') return shared
  if (name !== 'dashboard') return others
  const { NODE_ENV, ORION_GATEWAY_URL, ORION_DASHBOARD_URL, ORION_PUBLIC_URL } = shared
  return { NODE_ENV, ORION_GATEWAY_URL, ORION_DASHBOARD_URL, ORION_PUBLIC_URL, NEXT_TELEMETRY_DISABLED: '1' }
}
