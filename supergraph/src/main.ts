/**
 * The gateway. `npm run gateway -- --supergraph FILE --port N` serves any supergraph with nothing else needed; without
 * arguments it serves Orion as the environment says.
 */
import { setFlagsFromString } from 'node:v8'
import { createLogger } from '@orion/common/logging'
import { type GatewayOptions, readOptions, usage } from './command-line.ts'
import type { Gateway } from './gateway.ts'

// Full garbage collections begin when the heap is 75 % larger than after the last one, not 300 %: a third less memory under load for
// a few percent of processor time, on another core where there is one.
setFlagsFromString('--heap-growing-percent=75')

const log = createLogger('gateway', process.env['LOG_LEVEL'] ?? 'info')

async function start(options: GatewayOptions | null): Promise<Gateway> {
  if (options === null) {
    const { serveOrion } = await import('./serve-orion.ts')
    return serveOrion(process.env, log)
  }
  const { serveSupergraph } = await import('./serve-supergraph.ts')
  const { supergraph: file, ...rest } = options
  return serveSupergraph({ file, log, ...rest })
}

function optionsOrExit(): GatewayOptions | null {
  try {
    const options = readOptions(process.argv.slice(2), process.env['PORT'] ?? '8000')
    if (options !== 'help') return options
    console.log(usage)
    process.exit(0)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(2)
  }
}

const options = optionsOrExit()
try {
  const gateway = await start(options)
  const stop = () => {
    gateway.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop in order')
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.once(signal, stop)
  // Last: who reads this may stop it at once.
  log.info({ url: gateway.url }, `the gateway is ready at ${gateway.url}/graphql`)
} catch (error) {
  log.fatal({ err: error }, error instanceof Error ? error.message : String(error))
  process.exitCode = 1
  setTimeout(() => process.exit(1), 100)
}
