import { readFile } from 'node:fs/promises'
import type { Logger } from 'pino'
import { useFieldAuthorization } from './authorize/use-field-authorization.ts'
import { useDefer } from './defer/use-defer.ts'
import { createExecutor } from './execution/create-executor.ts'
import { createElsewhereClient, isInternalAddress } from './execution/fetch/elsewhere-client.ts'
import { createFailureLog } from './execution/fetch/failure-log.ts'
import { HTTP } from './execution/fetch/http-client.ts'
import type { SubgraphClient } from './execution/fetch/subgraph-client.ts'
import {
  createSubgraphConnections,
  type SubgraphConnections,
} from './execution/fetch/subgraph-connections.ts'
import type { PlannerChoice } from './execution/plan/create-planner.ts'
import { useExplorer } from './explorer/use-explorer.ts'
import { type Gateway, startGateway } from './gateway.ts'
import { FORWARDED_HEADERS, forwardHeaders } from './graphql/call-headers.ts'
import { GRAPHQL_PATH } from './graphql/path.ts'
import { useExplain } from './graphql/use-explain.ts'
import { useSupergraph } from './graphql/use-supergraph.ts'
import { useBodyLimit } from './http/use-body-limit.ts'
import { useCancellation } from './http/use-cancellation.ts'
import { useCors } from './http/use-cors.ts'
import { useCsrfPrevention } from './http/use-csrf-prevention.ts'
import { useHealth } from './http/use-health.ts'
import { useMediaTypes } from './http/use-media-types.ts'
import { useRequestId } from './http/use-request-id.ts'
import { useDocumentLimits } from './limits/use-document-limits.ts'
import { createOpenConnections } from './live/open-connections.ts'
import { createRemoteSources } from './live/remote/remote-sources.ts'
import { useSubscriptions } from './live/use-subscriptions.ts'
import { createDocumentStore } from './persisted/document-store.ts'
import { usePersistedDocuments } from './persisted/use-persisted-documents.ts'
import { usePropagatedHeaders } from './propagate/use-propagated-headers.ts'
import type { ExecutorFactory, SubgraphAddress } from './schema/load-supergraph.ts'
import { subgraphAddress } from './schema/subgraph-addresses.ts'
import { createSupergraphSource, type SupergraphSource } from './schema/supergraph-source.ts'
import { watchSupergraph } from './schema/watch-supergraph.ts'

/** How any supergraph is served. */
export interface ServeOptions {
  /** The supergraph file; served again whenever it changes. */
  file: string
  /** 0 takes a free one. */
  port: number
  log: Logger
  host?: string
  planner?: PlannerChoice
  /** Labels of `@override(from:, label:)` that hold; none by default. `percent(N)` needs no setting. */
  overrideLabels?: readonly string[] | undefined
  /** For one call of a subgraph, its retries included. Default 10,000 ms. */
  timeoutMs?: number | undefined
  /** The largest answer that is taken from a subgraph. Default 32 MiB. */
  maxAnswerBytes?: number | undefined
  /** The client's headers that subgraphs get, in lower case. Default `FORWARDED_HEADERS`. */
  forwardedHeaders?: readonly string[] | undefined
  /** Headers of the subgraphs' answers that clients get, in lower case; none by default. */
  propagatedHeaders?: readonly string[] | undefined
  /** Between looks at the file. Default 500 ms. */
  watchIntervalMs?: number
}

/** Serves any supergraph, with nothing else needed: the client's own headers go to the subgraphs as they are. */
export async function serveSupergraph({
  file,
  port,
  log,
  host,
  planner,
  overrideLabels,
  timeoutMs = HTTP.timeoutMs,
  maxAnswerBytes = HTTP.maxAnswerBytes,
  forwardedHeaders = FORWARDED_HEADERS,
  propagatedHeaders,
  watchIntervalMs,
}: ServeOptions): Promise<Gateway> {
  const connections = createSubgraphConnections({
    timeoutMs,
    maxAnswerBytes,
    keptHeaders: propagatedHeaders,
    onFailure: createFailureLog(log),
  })
  const createExecutor = executorOver(connections, {
    planner,
    overrideLabels,
    onElsewhere: subgraph =>
      log.warn(subgraph, 'a subgraph is part of another gateway; its fields answer with errors'),
  })
  const source = loadFirst(file, await readSupergraph(file), createExecutor, connections)
  const endWatch = watchSupergraph(file, source, log, watchIntervalMs)
  const callHeaders = forwardHeaders(forwardedHeaders)
  const openConnections = createOpenConnections()
  return startGateway({
    port,
    connections: openConnections,
    log,
    host,
    plugins: [
      useRequestId(),
      useHealth(),
      useCors(['*']),
      useCsrfPrevention(GRAPHQL_PATH),
      useBodyLimit(GRAPHQL_PATH),
      useExplorer(),
      useMediaTypes(GRAPHQL_PATH),
      usePersistedDocuments({ mode: 'apq', store: createDocumentStore(null), manifest: new Map() }),
      useExplain(() => process.env['NODE_ENV'] !== 'production'),
      useCancellation(),
      useDocumentLimits(),
      useFieldAuthorization(),
      ...(propagatedHeaders ? [usePropagatedHeaders(propagatedHeaders, forwardedHeaders)] : []),
      useSupergraph(source, callHeaders, log),
      useDefer(callHeaders, log),
      useSubscriptions({ sourceOf: createRemoteSources(), callHeaders, log, connections: openConnections }),
      {
        async onStop() {
          endWatch()
          await connections.close()
        },
      },
    ],
  })
}

function loadFirst(
  file: string,
  sdl: string,
  createExecutor: ExecutorFactory,
  connections: SubgraphConnections,
): SupergraphSource {
  try {
    return createSupergraphSource(sdl, createExecutor, ({ subgraphs }) =>
      connections.keepOnly(addressed(subgraphs)),
    )
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The supergraph ${file} cannot be served: ${reason}`, { cause })
  }
}

async function readSupergraph(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new Error(`The supergraph ${file} cannot be read; give the path of a composed supergraph.`, {
      cause,
    })
  }
}

/** Subgraphs at the addresses at which they are called. */
export function addressed(
  subgraphs: readonly SubgraphAddress[],
  environment?: NodeJS.ProcessEnv,
): SubgraphAddress[] {
  return subgraphs.map(({ name, url }) => ({ name, url: subgraphAddress(name, url, environment) }))
}

/** Executors that call subgraphs over shared connections, except those that are inside of this process. */
export function executorOver(
  connections: SubgraphConnections,
  options: {
    planner?: PlannerChoice
    overrideLabels?: readonly string[] | undefined
    local?: readonly SubgraphClient[]
    environment?: NodeJS.ProcessEnv
    onPrepared?: (milliseconds: number | null) => void
    /** Told of subgraphs that are part of another gateway; without it, a supergraph with one is refused. */
    onElsewhere?: (subgraph: SubgraphAddress) => void
  } = {},
): ExecutorFactory {
  const local = new Map((options.local ?? []).map(client => [client.name, client]))
  const clientOf = ({ name, url }: SubgraphAddress): SubgraphClient => {
    const known = local.get(name)
    if (known) return known
    if (!isInternalAddress(url) || !options.onElsewhere) return connections.to(name, url)
    options.onElsewhere({ name, url })
    return createElsewhereClient(name)
  }
  return ({ sdl, schema, subgraphs }) => {
    const clients = addressed(subgraphs, options.environment).map((subgraph): [string, SubgraphClient] => [
      subgraph.name,
      clientOf(subgraph),
    ])
    return createExecutor({
      sdl,
      schema,
      clients: new Map(clients),
      planner: options.planner,
      overrideLabels: options.overrideLabels,
      onPrepared: options.onPrepared,
    })
  }
}
