import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { claimsToBeApiKey } from '@orion/common/access/api-key'
import { readConfiguration } from '@orion/common/configuration'
import { openFiles } from '@orion/common/files/files'
import { openRedis } from '@orion/common/service/redis'
import type { Logger } from 'pino'
import { createAccessTokenCheck } from './access/access-tokens.ts'
import { createApiKeyCheck } from './access/api-keys.ts'
import { rememberChecks } from './access/credentials.ts'
import { createInternalTokens, internalHeaders } from './access/internal-tokens.ts'
import { hasEnded, listenForRevocations, refuseRevoked } from './access/revocations.ts'
import { useAuthentication } from './access/use-authentication.ts'
import { useFieldAuthorization } from './authorize/use-field-authorization.ts'
import { gatewayConfiguration } from './configuration.ts'
import { useCost } from './cost/use-cost.ts'
import { useDefer } from './defer/use-defer.ts'
import { createDeadLetters } from './events/dead-letters.ts'
import { createEventsClient, createEventsSource, NAME as EVENTS } from './events/events-subgraph.ts'
import { createLiveEvents } from './events/live-events.ts'
import { createMissedEvents } from './events/missed-events.ts'
import { createSystemChanges } from './events/system-changes.ts'
import { createFailureLog } from './execution/fetch/failure-log.ts'
import { createSubgraphConnections } from './execution/fetch/subgraph-connections.ts'
import { useExplorer } from './explorer/use-explorer.ts'
import { type Gateway, startGateway } from './gateway.ts'
import { GRAPHQL_PATH } from './graphql/path.ts'
import { useExplain } from './graphql/use-explain.ts'
import { useSupergraph } from './graphql/use-supergraph.ts'
import { createMetrics } from './http/metrics.ts'
import { useAccessLog } from './http/use-access-log.ts'
import { useBodyLimit } from './http/use-body-limit.ts'
import { useCancellation } from './http/use-cancellation.ts'
import { useClientAddress } from './http/use-client-address.ts'
import { useCors } from './http/use-cors.ts'
import { useCsrfPrevention } from './http/use-csrf-prevention.ts'
import { useHealth } from './http/use-health.ts'
import { useMediaTypes } from './http/use-media-types.ts'
import { useMetrics } from './http/use-metrics.ts'
import { readinessChecks, useReadiness } from './http/use-readiness.ts'
import { useRequestId } from './http/use-request-id.ts'
import { useSecurityHeaders } from './http/use-security-headers.ts'
import { useStatus } from './http/use-status.ts'
import { useDocumentLimits } from './limits/use-document-limits.ts'
import { useSchemaPrivacy } from './limits/use-schema-privacy.ts'
import { createOpenConnections } from './live/open-connections.ts'
import { createRemoteSources } from './live/remote/remote-sources.ts'
import { createSharedSubscriptions } from './live/shared-subscription.ts'
import { useSubscriptions } from './live/use-subscriptions.ts'
import { useOpenApi } from './openapi/use-openapi.ts'
import { createDocumentStore } from './persisted/document-store.ts'
import { operationNames, readManifests } from './persisted/read-manifests.ts'
import { usePersistedDocuments } from './persisted/use-persisted-documents.ts'
import { createEventStream, createTickets } from './rest/event-stream.ts'
import { createRateLimiter } from './rest/rate-limiter.ts'
import { createRefusedSignInReport } from './rest/report-refused-sign-ins.ts'
import { serviceAddresses } from './rest/service-addresses.ts'
import { useEventStream } from './rest/use-event-stream.ts'
import { useFiles } from './rest/use-files.ts'
import { useRateLimits } from './rest/use-rate-limits.ts'
import { useServiceProxy } from './rest/use-service-proxy.ts'
import { ROOM } from './room.ts'
import { createSupergraphSource } from './schema/supergraph-source.ts'
import { watchSupergraph } from './schema/watch-supergraph.ts'
import { addressed, executorOver } from './serve-supergraph.ts'

/**
 * Serves Orion: its supergraph with live events, sign-ins, REST routes and files, as the environment says.
 * @throws when the configuration does not fit, or the port is taken.
 */
export async function serveOrion(environment: NodeJS.ProcessEnv, log: Logger): Promise<Gateway> {
  const configuration = readConfiguration(gatewayConfiguration, environment)
  const redis = openRedis(configuration.REDIS_URL, log)
  // One for both: what is told after a revocation must not arrive before it.
  const listener = openRedis(configuration.REDIS_URL, log, { blocking: true })

  const limitFactor = configuration.ORION_RATE_LIMIT_FACTOR
  const openConnections = createOpenConnections(
    Math.ceil(configuration.ORION_LIVE_CONNECTIONS * limitFactor),
    caller => hasEnded(redis, caller),
  )
  const shared = createSharedSubscriptions(Math.ceil(configuration.ORION_LIVE_SUBSCRIPTIONS * limitFactor))
  const metrics = createMetrics({
    sockets: () => openConnections.size,
    receivers: () => shared.counts().receivers,
    subscriptions: () => shared.counts().subscriptions,
    circuits: () => connections.circuits(),
  })
  const connections = createSubgraphConnections({
    timeoutMs: configuration.ORION_SUBGRAPH_TIMEOUT_MS,
    maxAnswerBytes: configuration.ORION_SUBGRAPH_ANSWER_BYTES,
    onCall: ({ subgraph, outcome, durationMs }) =>
      metrics.subgraphSeconds.observe({ subgraph, outcome }, durationMs / 1000),
    onFailure: createFailureLog(log),
    onShared: subgraph => metrics.sharedReads.inc({ subgraph }),
  })

  const live = await createLiveEvents(listener, redis, log)
  const supergraphFile = configuration.ORION_SUPERGRAPH ?? join(ROOM, 'supergraph.graphql')
  const source = createSupergraphSource(
    await readFile(supergraphFile, 'utf8'),
    executorOver(connections, {
      local: [createEventsClient(createDeadLetters(() => addresses))],
      environment,
      overrideLabels: configuration.ORION_OVERRIDE_LABELS,
      onPrepared: milliseconds =>
        milliseconds === null ? metrics.plansReused.inc() : metrics.planSeconds.observe(milliseconds / 1000),
    }),
    ({ subgraphs }) => connections.keepOnly(addressed(subgraphs, environment)),
  )
  const endWatch = watchSupergraph(supergraphFile, source, log)

  const addresses = serviceAddresses(source.current.subgraphs, environment)
  const readiness = readinessChecks(addresses, () => redis.ping())
  const events = createEventsSource(
    live,
    createSystemChanges(readiness, connections.circuits),
    createMissedEvents(live, addresses.get('pulse') ?? 'http://127.0.0.1:8005'),
  )
  const remote = createRemoteSources(environment)
  const identity = addresses.get('identity') ?? 'http://127.0.0.1:8007'
  const internalTokens = await createInternalTokens(configuration.ORION_GATEWAY_PRIVATE_KEY)
  const callHeaders = internalHeaders(internalTokens)
  const checkAccessToken = createAccessTokenCheck(
    new URL('/.well-known/jwks.json', identity),
    { issuer: configuration.IDENTITY_TOKEN_ISSUER, audience: configuration.IDENTITY_TOKEN_AUDIENCE },
    token => refuseRevoked(redis, token),
  )
  const limiter = createRateLimiter(redis)
  const checkApiKey = createApiKeyCheck(
    identity,
    internalTokens,
    limiter,
    () => listener.status === 'ready',
    Math.ceil(30 * limitFactor),
  )
  const credentials = rememberChecks((credential, caller) =>
    claimsToBeApiKey(credential) ? checkApiKey(credential, caller) : checkAccessToken(credential, caller),
  )
  await listenForRevocations(listener, openConnections, credentials.forget, log)
  // Identity can be asked about keys without Redis, but not about sessions: their tokens end soon by themselves.
  listener.on('close', () => credentials.forget(claimsToBeApiKey))
  const files = await openFiles(configuration)
  const introspection =
    configuration.ORION_INTROSPECTION ?? (configuration.NODE_ENV === 'production' ? 'admins' : 'on')
  const origins = configuration.ORION_ALLOWED_ORIGINS
  const manifest = await readManifests(manifestsOf(configuration))

  return startGateway({
    log,
    connections: openConnections,
    host: configuration.HOST,
    port: configuration.PORT,
    plugins: [
      useRequestId(),
      useClientAddress(configuration.ORION_TRUSTED_PROXIES),
      ...(configuration.OTEL_EXPORTER_OTLP_ENDPOINT
        ? [(await import('./tracing/use-tracing.ts')).useTracing(configuration.OTEL_EXPORTER_OTLP_ENDPOINT)]
        : []),
      useAccessLog(log),
      useMetrics(metrics, operationNames(manifest)),
      useSecurityHeaders(configuration.ORION_OVER_TLS),
      useHealth(),
      useReadiness(readiness, log),
      useCors(origins),
      useCsrfPrevention(GRAPHQL_PATH),
      useBodyLimit(GRAPHQL_PATH),
      useFiles(files, configuration.ORION_FILES_SECRET),
      useExplorer(),
      useMediaTypes(GRAPHQL_PATH),
      useOpenApi(addresses, configuration.ORION_PUBLIC_URL),
      useAuthentication(credentials, origins),
      useRateLimits(limiter, limitFactor, createRefusedSignInReport(identity, internalTokens, redis, log)),
      useStatus({
        addresses,
        tokens: internalTokens,
        checks: { redis: () => redis.ping(), files: () => files.exists('is-the-store-there') },
        circuits: connections.circuits,
        liveConnections: () => openConnections.size,
      }),
      usePersistedDocuments({
        mode: configuration.ORION_PERSISTED_DOCUMENTS,
        store: createDocumentStore(redis),
        manifest,
      }),
      useEventStream({
        tickets: createTickets(redis),
        stream: createEventStream(live),
        connections: openConnections,
        origins,
        log,
      }),
      useServiceProxy(addresses, callHeaders),
      useExplain(({ viewer }) => viewer?.scopes.includes('operations:read') ?? false),
      useCancellation(),
      useDocumentLimits(),
      useSchemaPrivacy(introspection),
      useFieldAuthorization(),
      useCost(
        {
          perOperation: configuration.ORION_COST_LIMIT,
          perMinute: Math.ceil(configuration.ORION_COST_BUDGET * limitFactor),
        },
        limiter,
      ),
      useSupergraph(source, callHeaders, log),
      useDefer(callHeaders, log),
      useSubscriptions({
        sourceOf: subgraph => (subgraph.name === EVENTS ? events : remote(subgraph)),
        callHeaders,
        log,
        shared,
        connections: openConnections,
      }),
      {
        async onStop() {
          endWatch()
          live.close()
          redis.disconnect()
          await connections.close()
        },
      },
    ],
  })
}

/** The manifests that are configured, or that of Orion's own clients where `npm run codegen` made it. */
function manifestsOf(configuration: {
  ORION_PERSISTED_DOCUMENTS: string
  ORION_PERSISTED_MANIFESTS: string[]
}): string[] {
  const { ORION_PERSISTED_DOCUMENTS: mode, ORION_PERSISTED_MANIFESTS: given } = configuration
  if (mode === 'off' || given.length > 0) return given
  const own = join(ROOM, 'generated/persisted-documents.json')
  return mode === 'safelist' || existsSync(own) ? [own] : []
}
