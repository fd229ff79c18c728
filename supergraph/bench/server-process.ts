import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'

/** A server that is measured, in a process of its own. */
export interface ServerProcess {
  name: string
  url: string
  /** What it used so far, all threads together; as Linux counts it. */
  usage(): Promise<{ cpuMs: number; residentMb: number }>
  stop(): void
}

/** What `npm run gateway` starts: arguments of Node. */
export const GATEWAY = ['--max-semi-space-size=32', 'supergraph/start.mjs'] as const

/**
 * Starts a server and waits until it tells its address, as JSON with an `url`, on its standard output.
 * @param args of Node
 */
export async function startServer(name: string, args: readonly string[]): Promise<ServerProcess> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  return { name, url: await urlTold(name, child), usage: () => usageOf(child.pid), stop: () => child.kill() }
}

async function urlTold(name: string, { stdout }: ChildProcess): Promise<string> {
  const [line]: unknown[] = stdout ? await once(stdout, 'data', { signal: AbortSignal.timeout(30_000) }) : []
  const url = /"url":"(http:[^"]+)"/.exec(String(line))?.[1]
  if (!url) throw new Error(`${name} did not start: ${line}`)
  stdout?.resume()
  return url
}

async function usageOf(pid: number | undefined): Promise<{ cpuMs: number; residentMb: number }> {
  const threads = await readdir(`/proc/${pid}/task`)
  const times = await Promise.all(
    threads.map(thread => readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => '0')),
  )
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return {
    cpuMs: times.reduce((sum, text) => sum + Number(text.split(' ')[0]), 0) / 1e6,
    residentMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024,
  }
}
