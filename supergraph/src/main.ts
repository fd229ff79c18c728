/**
 * The gateway. `npm run gateway -- --supergraph FILE --port N` serves any supergraph with nothing else needed; without
 * arguments it serves Orion as the environment says.
 */
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { createLogger } from '@orion/common/logging'
import type { Gateway } from './gateway.ts'

const HELP = `Serves a federated GraphQL supergraph.

  npm run gateway -- --supergraph FILE [options]    any supergraph, with nothing else needed
  npm run gateway                                   Orion, as the environment says (docs/configuration.md)

  --supergraph FILE        the supergraph; served again whenever the file changes
  --port N                 default 8000; 0 takes a free one
  --host ADDRESS           default 127.0.0.1
  --planner NAME           rust or apollo; the fastest that runs here by default
  --timeout-ms N           for one call of a subgraph, its retries included; default 10000
  --forward-header NAME    a header of the client that subgraphs get, any number of times; default
                           authorization, cookie and accept-language
  --help                   this text`

const { values: options } = parseArgs({
  options: {
    supergraph: { type: 'string' },
    port: { type: 'string' },
    host: { type: 'string' },
    planner: { type: 'string' },
    'timeout-ms': { type: 'string' },
    'forward-header': { type: 'string', multiple: true },
    help: { type: 'boolean', short: 'h' },
  },
})

// Full garbage collections begin when the heap has doubled since the last one, not quadrupled: a fifth less memory under
// load for a few percent of processor time, on another core where there is one.
setFlagsFromString('--heap-growing-percent=100')

if (options.help) {
  console.log(HELP)
  process.exit(0)
}

const log = createLogger('gateway', process.env['LOG_LEVEL'] ?? 'info')

async function start(): Promise<Gateway> {
  if (options.supergraph === undefined) {
    const { serveOrion } = await import('./serve-orion.ts')
    return serveOrion(process.env, log)
  }
  const { serveSupergraph } = await import('./serve-supergraph.ts')
  return serveSupergraph({
    file: options.supergraph,
    port: Number(options.port ?? process.env['PORT'] ?? 8000),
    host: options.host,
    planner: options.planner === 'apollo' || options.planner === 'rust' ? options.planner : 'fastest',
    forwardedHeaders: options['forward-header']?.map(name => name.toLowerCase()),
    timeoutMs: options['timeout-ms'] === undefined ? undefined : Number(options['timeout-ms']),
    log,
  })
}

try {
  const gateway = await start()
  log.info({ url: gateway.url }, `the gateway is ready at ${gateway.url}/graphql`)
  const stop = () => {
    gateway.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop in order')
        process.exit(1)
      },
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
} catch (error) {
  log.fatal({ err: error }, error instanceof Error ? error.message : String(error))
  process.exitCode = 1
  setTimeout(() => process.exit(1), 100)
}
