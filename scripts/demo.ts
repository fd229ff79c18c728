import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describeError, OrionError } from '@orion/common'
import { type MainJobResult, runMainJob } from './demo/main-job.ts'
import { type DemoOptions, readOptions, usage } from './demo/options.ts'
import { firstAdminOf, signInAsAdmin } from './system/admin.ts'
import { homeFolder } from './system/home.ts'
import { choosePorts } from './system/ports.ts'
import { type System, startSystem } from './system/start-system.ts'
import { stopOnSignals } from './system/stop-on-signals.ts'

/** Starts the system, does the main job once, and stays up: see the usage text. */
async function demo(options: DemoOptions): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`)
  say('Orion starts …')
  const system = await startSystem({
    home: homeFolder(),
    ports: await choosePorts(options.autoPorts),
    environment: feedSettings(options),
    onReady: (name, seconds) => say(`  ready after ${seconds.toFixed(1).padStart(4)} s: ${name}`),
  })
  const stopped = stopOnSignals(system)
  try {
    const client = await signInAsAdmin(system)
    await announce(system, say)
    const result = await runMainJob(client, options, system.dashboardUrl)
    const video = await saveVideo(system, result)
    say(`\n  "${result.title}" is published after ${result.totalSeconds.toFixed(1)} s: ${video}`)
    for (const { platform, postUrl } of result.publications) say(`  ${platform.toLowerCase()}: ${postUrl}`)
    if (options.exit) await system.stop()
    if (options.json) {
      const { videoUrl: _, ...rest } = result
      process.stdout.write(`${JSON.stringify({ ...rest, video })}\n`)
    }
    if (options.exit) return
    say('\n  Orion stays up; Ctrl-C stops it.')
    await stopped
  } catch (error) {
    await system.stop()
    throw error
  }
}

/** The sources the demo reads: the named feeds and no others, or the sample feeds. */
function feedSettings({ feeds, niche }: DemoOptions): NodeJS.ProcessEnv {
  return {
    SCOUT_SOURCES: feeds.length > 0 ? 'feeds' : 'samples',
    SCOUT_FEEDS: feeds.join(','),
    // who names a feed on the command line means it, also when it is on this host or in this network
    SCOUT_ALLOW_PRIVATE_HOSTS: feeds
      .filter(feed => /^https?:/.test(feed))
      .map(feed => new URL(feed).host)
      .join(','),
    SCOUT_NICHE: niche ?? 'general',
    SCOUT_SCAN_AT_START: 'false', // the demo asks for the first scan itself
  }
}

async function announce(system: System, say: (line: string) => void): Promise<void> {
  const { email, password } = await firstAdminOf(system)
  say(`
  dashboard  ${system.dashboardUrl}
  API        ${system.gatewayUrl}/graphql
  sign in    ${email}  password ${process.env.ORION_ADMIN_PASSWORD ? 'as given' : password}
  state      ${system.home}`)
}

async function saveVideo(system: System, result: MainJobResult): Promise<string> {
  const folder = join(system.home, 'videos')
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${result.contentId}.mp4`)
  const response = await fetch(result.videoUrl)
  if (!response.ok || !response.body)
    throw new OrionError(`The video cannot be fetched: ${response.status}.`, { code: 'DEMO' })
  await pipeline(Readable.fromWeb(response.body as never), createWriteStream(path))
  return path
}

try {
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') process.stdout.write(`${usage}\n`)
  else await demo(options)
  process.exit(0)
} catch (error) {
  process.stderr.write(`orion: ${describeError(error)}\n`)
  process.exit(error instanceof OrionError && error.code === 'USAGE' ? 2 : 1)
}
