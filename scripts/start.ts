import { parseArgs } from 'node:util'
import { describeError } from '@orion/common'
import { firstAdminOf } from './system/admin.ts'
import { homeFolder } from './system/home.ts'
import { choosePorts } from './system/ports.ts'
import { startSystem } from './system/start-system.ts'
import { stopOnSignals } from './system/stop-on-signals.ts'

/** `npm start` and `npm run dev`: the whole system on this host, up until Ctrl-C. */
try {
  const { values } = parseArgs({ options: { ports: { type: 'string' }, source: { type: 'boolean' } } })
  const system = await startSystem({
    home: homeFolder(),
    ports: await choosePorts(values.ports === 'auto'),
    mode: values.source ? 'source' : 'built',
    onReady: (name, seconds) =>
      process.stderr.write(`  ready after ${seconds.toFixed(1).padStart(4)} s: ${name}\n`),
  })
  const { email } = await firstAdminOf(system)
  process.stderr.write(`
  dashboard  ${system.dashboardUrl}
  API        ${system.gatewayUrl}/graphql
  sign in    ${email}  (first password: ${system.adminFile})
  logs       ${system.home}/logs
  Ctrl-C stops it.
`)
  await stopOnSignals(system)
} catch (error) {
  process.stderr.write(`orion: ${describeError(error)}\n`)
  process.exit(1)
}
