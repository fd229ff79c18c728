import type { ServerResponse } from 'node:http'
import type { YogaInitialContext } from 'graphql-yoga'
import type { DeniedFields } from '../authorize/denied-fields.ts'
import type { Caller } from '../caller.ts'
import type { RunObserver } from '../execution/run-observer.ts'
import type { Subscription } from '../live/shared-subscription.ts'
import type { LoadedSupergraph } from '../schema/load-supergraph.ts'
import type { WatchEvent } from './event-watch.ts'

/** What a request over HTTP brings to GraphQL. */
export interface ServerContext {
  caller: Caller
  response: ServerResponse
  /** True when the request brought several operations, which are answered together. */
  isBatch?: boolean
}

/** What an operation runs with. */
export interface GraphQLContext extends YogaInitialContext {
  caller: Caller
  /** Where the answer goes to, over HTTP. */
  response: ServerResponse
  /** True for one of several operations that one request brought: their answers come together, as JSON. */
  isBatch?: boolean
  /** The supergraph that this operation was validated against, even when another one is served by now. */
  supergraph: LoadedSupergraph
  /** Fields of the operation that the caller may not read. */
  denied?: DeniedFields
  /** What plugins tell beside the data, under `extensions` of the answer. */
  answerExtensions?: Record<string, unknown>
  /** Watches the run of the operation. */
  observer?: RunObserver
  /** Watches the events of a subscription that this operation begins. */
  watchEvent?: WatchEvent
  /** True when the run must not be shared with identical ones. */
  isRunAlone?: boolean
  /**
   * How answers of a subscription get to this client, where the transport sends them itself; the iteration then only
   * tells when the subscription ends.
   */
  deliver?: (subscription: Subscription) => AsyncGenerator<never, void>
}
