import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { OrionError } from '@orion/common'
import { ContentEndedError, runMainJob } from './demo/main-job.ts'
import { type DemoOptions, isWebAddress, readOptions, usage } from './demo/options.ts'
import { firstAdminOf, signInAsAdmin } from './system/admin.ts'
import { claimHome, homeFolder } from './system/home.ts'
import { keepRunning } from './system/keep-running.ts'
import { choosePorts } from './system/ports.ts'
import { endWith, toldToEnd, untilAborted } from './system/signals.ts'
import { type System, startSystem } from './system/start-system.ts'

/** Starts the system, does the main job once, and stays up: see the usage text. */
async function demo(options: DemoOptions): Promise<void> {
  const signal = toldToEnd()
  const home = homeFolder()
  // Before the ports are looked at, which a system that runs already has taken.
  await claimHome(home)
  say('Orion starts …')
  const system = await startSystem({
    home,
    ports: await choosePorts(options.autoPorts),
    environment: feedSettings(options),
    onReady: (name, seconds) => say(`  ready after ${seconds.toFixed(1).padStart(4)} s: ${name}`),
    signal,
  })
  const endWatch = keepRunning(system, sentence => say(`  ${sentence}`))
  try {
    await Promise.race([doMainJob(system, options), untilAborted(signal)]).catch(error => {
      // What became of the content can be looked at, and mended, in the dashboard.
      if (options.exit || !(error instanceof ContentEndedError)) throw error
      say(`\norion: ${error.message}`)
    })
    if (options.exit) return
    say('\n  Orion stays up; Ctrl-C stops it.')
    await untilAborted(signal)
  } finally {
    endWatch()
    await system.stop()
  }
}

async function doMainJob(system: System, options: DemoOptions): Promise<void> {
  const client = await signInAsAdmin(system)
  await announce(system)
  const { videoUrl, ...result } = await runMainJob(client, options, system.dashboardUrl)
  const video = await saveVideo(system, result.contentId, videoUrl)
  say(`\n  "${result.title}" is published after ${result.totalSeconds.toFixed(1)} s: ${video}`)
  for (const { platform, postUrl } of result.publications) say(`  ${platform.toLowerCase()}: ${postUrl}`)
  if (options.json) process.stdout.write(`${JSON.stringify({ ...result, video })}\n`)
}

/** The sources the demo reads: the named feeds and no others, or the sample feeds. */
function feedSettings({ feeds, niche }: DemoOptions): NodeJS.ProcessEnv {
  return {
    SCOUT_SOURCES: feeds.length > 0 ? 'feeds' : 'samples',
    SCOUT_FEEDS: feeds.map(feed => `${feed}\n`).join(''), // one a line: addresses and paths may have commas
    // who names a feed on the command line means it, also when it is on this host or in this network
    SCOUT_ALLOW_PRIVATE_HOSTS: feeds
      .filter(isWebAddress)
      .map(feed => new URL(feed).host)
      .join(','),
    SCOUT_NICHE: niche ?? 'general',
    SCOUT_SCAN_AT_START: 'false', // the demo asks for the first scan itself
  }
}

async function announce(system: System): Promise<void> {
  const { email, password } = await firstAdminOf(system)
  say(`
  dashboard  ${system.dashboardUrl}
  API        ${system.gatewayUrl}/graphql
  sign in    ${email}  password ${process.env.ORION_ADMIN_PASSWORD ? 'as given' : password}
  state      ${system.home}`)
}

async function saveVideo(system: System, contentId: string, url: string): Promise<string> {
  const folder = join(system.home, 'videos')
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${contentId}.mp4`)
  const response = await fetch(url)
  if (!response.ok || !response.body)
    throw new OrionError(`The video cannot be fetched: ${response.status}.`, { code: 'DEMO' })
  await pipeline(Readable.fromWeb(response.body as never), createWriteStream(path))
  return path
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

try {
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') process.stdout.write(`${usage}\n`)
  else await demo(options)
  process.exit(0)
} catch (error) {
  endWith(error)
}
