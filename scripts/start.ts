import { firstAdminOf } from './system/admin.ts'
import { claimHome, homeFolder } from './system/home.ts'
import { keepRunning } from './system/keep-running.ts'
import { choosePorts } from './system/ports.ts'
import { endWith, toldToEnd, untilAborted } from './system/signals.ts'
import { readStartOptions, usage } from './system/start-options.ts'
import { startSystem } from './system/start-system.ts'

/** `npm start` and `npm run dev`: the whole system on this host, up until Ctrl-C. */
async function start({ autoPorts, source }: ReturnType<typeof readStartOptions>): Promise<never> {
  const signal = toldToEnd()
  const home = homeFolder()
  // Before the ports are looked at, which a system that runs already has taken.
  await claimHome(home)
  const system = await startSystem({
    home,
    ports: await choosePorts(autoPorts),
    mode: source ? 'source' : 'built',
    onReady: (name, seconds) =>
      process.stderr.write(`  ready after ${seconds.toFixed(1).padStart(4)} s: ${name}\n`),
    signal,
  })
  const endWatch = keepRunning(system, sentence => process.stderr.write(`  ${sentence}\n`))
  try {
    const { email } = await firstAdminOf(system)
    process.stderr.write(`
  dashboard  ${system.dashboardUrl}
  API        ${system.gatewayUrl}/graphql
  sign in    ${email}  (first password: ${system.adminFile})
  logs       ${system.home}/logs
  Ctrl-C stops it.
`)
    return await untilAborted(signal)
  } finally {
    endWatch()
    await system.stop()
  }
}

try {
  const options = readStartOptions(process.argv.slice(2))
  if (options.help) process.stdout.write(`${usage}\n`)
  else await start(options)
  process.exit(0)
} catch (error) {
  endWith(error)
}
