import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { OrionError } from '../errors.ts'
import { freePort } from './ports.ts'
import { endProcess, runningProcess } from './running-process.ts'

/** A Redis server of our own, in a folder. */
export interface EmbeddedRedis {
  url: string
  port: number
  pid: number
  /** Ends it in order; its data stay in the folder. */
  stop(): Promise<void>
  /** Ends it at once, as a power failure would. */
  kill(): Promise<void>
}

/**
 * Starts Debian's `redis-server` on loopback with an append-only file in `folder`. A server that a killed parent left behind is
 * ended first, since two would write to the same file.
 */
export async function startRedis(options: { folder: string; port?: number }): Promise<EmbeddedRedis> {
  await mkdir(options.folder, { recursive: true })
  const pidFile = join(options.folder, 'redis.pid')
  const leftBehind = await runningProcess(pidFile, options.folder)
  if (leftBehind !== null) await endProcess(leftBehind, 'SIGTERM')
  const port = options.port ?? (await freePort())
  const child = spawn(
    'redis-server',
    [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', options.folder, '--daemonize', 'no'],
      ...[
        '--appendonly',
        'yes',
        '--appendfsync',
        'everysec',
        '--save',
        '',
        '--maxmemory-policy',
        'noeviction',
      ],
      ...['--logfile', join(options.folder, 'redis.log'), '--pidfile', pidFile],
    ],
    { stdio: 'ignore' },
  )
  await ready(child, port)
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>(resolve => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill(signal)
    })
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pid: child.pid ?? 0,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  let failure: NodeJS.ErrnoException | undefined
  child.once('error', error => {
    failure = error
  })
  child.once('exit', code => {
    failure ??= new Error(`it ended with code ${code}`)
  })
  const probe = new Redis(port, '127.0.0.1', { retryStrategy: () => 20, maxRetriesPerRequest: null })
  probe.on('error', () => {})
  try {
    for (let tries = 0; tries < 1500 && !failure; tries++) {
      if (probe.status === 'ready') return
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  } finally {
    probe.disconnect()
  }
  throw new OrionError(
    failure?.code === 'ENOENT'
      ? 'redis-server is not installed; install the package redis-server.'
      : `redis-server did not start on port ${port}: ${failure?.message ?? 'no answer within 30 s'}.`,
    { code: 'REDIS_START' },
  )
}
