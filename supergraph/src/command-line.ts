import { parseArgs } from 'node:util'
import { OrionError } from '@orion/common'
import { z } from 'zod'
import type { PlannerChoice } from './execution/plan/create-planner.ts'
import { mayPropagate } from './propagate/propagated-headers.ts'

export const usage = `Serves a federated GraphQL supergraph.

  npm run gateway -- --supergraph FILE [options]    any supergraph, with nothing else needed
  npm run gateway                                   Orion, as the environment says (docs/configuration.md)

  --supergraph FILE        the supergraph; served again whenever the file changes
  --port N                 default 8000; 0 takes a free one
  --host ADDRESS           default 127.0.0.1
  --planner NAME           rust or apollo; the fastest that runs here by default
  --override-label NAME    a label of @override(from:, label:) that holds, any number of times; percent(N)
                           holds for N % of the requests by itself
  --timeout-ms N           for one call of a subgraph, its retries included; default 10000
  --max-answer-bytes N     the largest answer that is taken from a subgraph; default 33554432
  --forward-header NAME    a header of the client that subgraphs get, any number of times; default
                           authorization, cookie and accept-language
  --propagate-header NAME  a header of the subgraphs' answers that clients get, any number of times; none by
                           default. cache-control becomes what the strictest answer allows; every cookie
                           of set-cookie is handed on. Requests then share no answers
  --help                   this text

A request with the header x-orion-explain: 1 finds the query plan and its timings in the answer's extensions.explain,
unless NODE_ENV is production.`

/** How any supergraph is to be served. What was not given is left to the defaults of `serveSupergraph`. */
export interface GatewayOptions {
  supergraph: string
  port: number
  host?: string | undefined
  planner?: PlannerChoice | undefined
  overrideLabels?: readonly string[] | undefined
  timeoutMs?: number | undefined
  maxAnswerBytes?: number | undefined
  forwardedHeaders?: readonly string[] | undefined
  propagatedHeaders?: readonly string[] | undefined
}

/**
 * Reads the command line.
 * @param defaultPort where `--port` is not given
 * @returns null for Orion, as the environment says.
 * @throws OrionError of code `USAGE` that says which option does not fit.
 */
export function readOptions(args: string[], defaultPort: string): GatewayOptions | 'help' | null {
  const { help, supergraph, ...given } = parse(args)
  if (help) return 'help'
  if (supergraph === undefined) {
    const [stray] = Object.keys(given)
    if (stray) throw wrong(`--${stray} goes with --supergraph FILE; Orion is set up by its environment.`)
    return null
  }
  const {
    port,
    host,
    planner,
    'override-label': overrideLabels,
    'timeout-ms': timeoutMs,
    'max-answer-bytes': maxAnswerBytes,
    'forward-header': forwardedHeaders,
    'propagate-header': propagatedHeaders,
  } = check(given, defaultPort)
  return {
    supergraph,
    port,
    host,
    planner,
    overrideLabels,
    timeoutMs,
    maxAnswerBytes,
    forwardedHeaders,
    propagatedHeaders,
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        supergraph: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        planner: { type: 'string' },
        'override-label': { type: 'string', multiple: true },
        'timeout-ms': { type: 'string' },
        'max-answer-bytes': { type: 'string' },
        'forward-header': { type: 'string', multiple: true },
        'propagate-header': { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error))
  }
}

const digits = z.string().regex(/^\d+$/, 'must be a whole number').transform(Number)

const positive = digits.pipe(z.number().min(1, 'must be 1 or more')).optional()

const header = z
  .string()
  .regex(/^[\w-]+$/, 'must be the name of a header')
  .toLowerCase()

const optionValues = z.object({
  port: digits.pipe(z.number().max(65_535, 'must be 65535 or less')),
  host: z.string().min(1, 'must be an address').optional(),
  planner: z.enum(['rust', 'apollo'], 'must be rust or apollo').optional(),
  'override-label': z.array(z.string().regex(/^[a-z][\w\-:./]*$/i, 'must be a label')).optional(),
  'timeout-ms': positive,
  'max-answer-bytes': positive,
  'forward-header': z.array(header).optional(),
  'propagate-header': z
    .array(header.refine(mayPropagate, 'is a header that the gateway answers for itself'))
    .optional(),
})

function check(given: Record<string, unknown>, defaultPort: string) {
  const { data, error } = optionValues.safeParse({ port: defaultPort, ...given })
  if (data) return data
  const [issue] = error.issues
  const name = String(issue?.path[0])
  throw wrong(`--${name} is "${String(given[name] ?? defaultPort)}"; it ${issue?.message}.`)
}

const wrong = (message: string) =>
  new OrionError(`${message}\nSee "npm run gateway -- --help".`, { code: 'USAGE', status: 400 })
