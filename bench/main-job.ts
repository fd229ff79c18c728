import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { runMainJob } from '../scripts/demo/main-job.ts'
import { signInAsAdmin } from '../scripts/system/admin.ts'
import { choosePorts } from '../scripts/system/ports.ts'
import { type System, startSystem } from '../scripts/system/start-system.ts'

const exec = promisify(execFile)

/**
 * The main job on this machine: cold start, the way from scan to publication, the render against real time, idle memory.
 * Each figure stands beside its limit.
 */
export async function run(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'orion-bench-'))
  await chmod(home, 0o755)
  const feed = resolve('../shared/data/feeds/guardian.rss')
  const real = existsSync(feed)
  const start = async () => {
    const begun = performance.now()
    const system = await startSystem({
      home,
      ports: await choosePorts(true),
      environment: {
        SCOUT_SOURCES: real ? 'feeds' : 'samples',
        SCOUT_FEEDS: real ? feed : '',
        SCOUT_SCAN_AT_START: 'false',
      },
    })
    return { system, seconds: (performance.now() - begun) / 1000 }
  }
  const first = await start()
  await first.system.stop()
  const { system, seconds } = await start()
  try {
    report('start, empty state (databases made)', first.seconds, 15, 's')
    report('cold start to ready, dashboard included', seconds, 15, 's')
    const client = await signInAsAdmin(system)
    const options = {
      feeds: real ? [feed] : [],
      niche: null,
      review: 'auto',
      exit: true,
      json: false,
      autoPorts: true,
    } as const
    const result = await runMainJob(client, { ...options, feeds: [...options.feeds] }, system.dashboardUrl)
    report('scan to publication', result.totalSeconds, 60, 's')
    const renderSeconds = result.stages.stitch ?? Number.NaN
    report('render, seconds of video a second', result.durationSeconds / renderSeconds, 1.3, '×', 'at least')
    for (const [stage, took] of Object.entries(result.stages))
      process.stdout.write(`    ${stage.padEnd(12)} ${took} s\n`)
    await new Promise(resolve => setTimeout(resolve, 15_000))
    const memory = await memoryOf(system)
    for (const [name, megabytes] of memory)
      process.stdout.write(`    ${name.padEnd(12)} ${megabytes.toFixed(0)} MB\n`)
    const all = [...memory]
      .filter(([name]) => name !== 'dashboard')
      .reduce((sum, [, megabytes]) => sum + megabytes, 0)
    report('idle memory (PSS) of services, gateway, Postgres, Redis', all, 1200, 'MB')
  } finally {
    await system.stop()
    await rm(home, { recursive: true, force: true })
  }
}

function report(
  what: string,
  value: number,
  limit: number,
  unit: string,
  direction: 'at most' | 'at least' = 'at most',
): void {
  const holds = direction === 'at most' ? value <= limit : value >= limit
  const ratio = direction === 'at most' ? value / limit : limit / value
  process.stdout.write(
    `${holds ? '✓' : '✗'} ${what.padEnd(58)} ${value.toFixed(1)} ${unit} (${direction} ${limit}; ratio ${ratio.toFixed(2)})\n`,
  )
  if (!holds) process.exitCode = 1
}

/** Proportional set size of every process of the system and its children, in MB. */
async function memoryOf(system: System): Promise<Map<string, number>> {
  const { stdout } = await exec('ps', ['-eo', 'pid=,ppid='])
  const children = new Map<number, number[]>()
  for (const line of stdout.trim().split('\n')) {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number)
    children.set(parent, [...(children.get(parent) ?? []), pid])
  }
  const family = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap(family)]
  const roots = new Map([...system.processes].map(([name, { pid }]) => [name as string, pid]))
  if (system.postgres) roots.set('postgres', system.postgres.pid)
  if (system.redis) roots.set('redis', system.redis.pid)
  const sizes = new Map<string, number>()
  for (const [name, root] of roots) {
    let kilobytes = 0
    for (const pid of family(root)) kilobytes += await proportionalSetSize(pid)
    sizes.set(name, kilobytes / 1024)
  }
  return sizes
}

async function proportionalSetSize(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0)
}
