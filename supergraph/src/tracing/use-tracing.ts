import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import type { ExecutionArgs } from 'graphql'
import type { Caller } from '../caller.ts'
import { bothObservers } from '../execution/run-observer.ts'
import type { GraphQLContext } from '../graphql/context.ts'
import { bothWatches } from '../graphql/event-watch.ts'
import { GRAPHQL_PATH } from '../graphql/path.ts'
import { contextOf } from '../graphql/use-supergraph.ts'
import type { GatewayPlugin } from '../plugin.ts'

const TRACEPARENT = /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/

/**
 * Sends a trace of each GraphQL request over OTLP/HTTP: a span for the request, for parsing, validation and planning
 * where they were needed, and for each call of a subgraph, which gets its own span as the parent of what it does
 * (W3C Trace Context). Each event of a subscription has a span in the trace of what caused it. A sampled-out trace of the client stays so.
 * @param endpoint base address of the collector, as OTEL_EXPORTER_OTLP_ENDPOINT has it
 */
export function useTracing(endpoint: string): GatewayPlugin {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` })
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'orion-gateway' }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1000 })],
  })
  const tracer = provider.getTracer('orion-gateway')
  const requests = new WeakMap<Caller, Span>()
  /** The span that the work of a caller belongs to; over WebSockets, that of who opened it. */
  const parentOf = (caller: Caller): Context => {
    const span = requests.get(caller)
    return span ? trace.setSpan(ROOT_CONTEXT, span) : remoteContext(caller.traceparent)
  }
  const within = (name: string, context: unknown) => {
    const { caller } = context as GraphQLContext
    const span = tracer.startSpan(name, {}, parentOf(caller))
    return () => span.end()
  }
  const watch = ({ args }: { args: ExecutionArgs }) => {
    const context = contextOf(args)
    const parent = parentOf(context.caller)
    requests.get(context.caller)?.setAttribute('graphql.operation.name', args.operationName ?? '')
    context.observer = bothObservers(context.observer, observe(tracer, parent))
  }

  const watchEvents = ({ args }: { args: ExecutionArgs }) => {
    const context = contextOf(args)
    context.watchEvent = bothWatches(context.watchEvent, ({ id, traceparent }) => {
      const span = tracer.startSpan('event', {}, remoteContext(traceparent))
      span.setAttributes({
        'graphql.operation.name': args.operationName ?? '',
        ...(id && { 'orion.event_id': id }),
      })
      return {
        observer: observe(tracer, trace.setSpan(ROOT_CONTEXT, span)),
        ended(hasErrors) {
          if (hasErrors) span.setStatus({ code: SpanStatusCode.ERROR })
          span.end()
        },
      }
    })
  }

  return {
    onRequest({ method, path, request, response, caller }) {
      if (path !== GRAPHQL_PATH) return false
      const parent = remoteContext(request.headers.traceparent)
      const span = tracer.startSpan(`${method} ${path}`, { kind: SpanKind.SERVER }, parent)
      span.setAttributes({
        'http.request.method': method,
        'url.path': path,
        'orion.request_id': caller.requestId,
      })
      requests.set(caller, span)
      caller.traceparent = traceparentOf(span)
      response.once('close', () => {
        span.setAttribute('http.response.status_code', response.statusCode)
        if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
        span.end()
      })
      return false
    },
    graphql: {
      onParse: ({ context }) => within('parse', context),
      onValidate: ({ context }) => within('validate', context),
      onExecute: watch,
      onSubscribe: watchEvents,
    },
    onStop: () => provider.shutdown(),
  }
}

function observe(tracer: Tracer, parent: Context) {
  return {
    planned(_plan: unknown, preparedMs: number | null) {
      if (preparedMs === null) return
      const endTime = Date.now()
      tracer.startSpan('plan', { startTime: endTime - preparedMs }, parent).end(endTime)
    },
    fetching(subgraph: string) {
      const span = tracer.startSpan(
        `fetch ${subgraph}`,
        { kind: SpanKind.CLIENT, attributes: { 'orion.subgraph': subgraph } },
        parent,
      )
      return {
        headers: { traceparent: traceparentOf(span) },
        ended(outcome: string) {
          span.setAttribute('orion.outcome', outcome)
          if (outcome !== 'ok') span.setStatus({ code: SpanStatusCode.ERROR, message: outcome })
          span.end()
        },
      }
    },
  }
}

function remoteContext(header: unknown): Context {
  const [, traceId, spanId, flags] = typeof header === 'string' ? (TRACEPARENT.exec(header) ?? []) : []
  if (!traceId || !spanId || !flags) return ROOT_CONTEXT
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
  })
}

function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext()
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`
}
