import { OrionError } from '@orion/common'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { z } from 'zod'

const loginAnswer = z.object({ accessToken: z.string(), refreshToken: z.string(), expiresIn: z.number() })
const graphqlAnswer = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.looseObject({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.looseObject({ code: z.string().optional() }).optional(),
      }),
    )
    .optional(),
})
export type GraphqlAnswer = z.infer<typeof graphqlAnswer>

/** A user's way into a running system: GraphQL, REST and live subscriptions through the gateway. */
export interface ApiClient {
  /** Runs an operation. @throws OrionError with the first error's message and code. */
  run<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>
  /** Runs an operation and answers data and errors as they are. */
  ask(query: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer>
  rest(path: string, init?: RequestInit): Promise<Response>
  /** Events of a subscription, until `signal` aborts. */
  subscribe<Data>(query: string, variables: Record<string, unknown>, signal: AbortSignal): AsyncIterable<Data>
  accessToken(): Promise<string>
}

/** Signs in. Access tokens are renewed before they end. @throws OrionError when the gateway refuses. */
export async function signIn(gatewayUrl: string, identifier: string, password: string): Promise<ApiClient> {
  const post = async (path: string, body: unknown) => {
    const response = await fetch(`${gatewayUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) {
      throw new OrionError(
        `Signing in as ${identifier} was refused with ${response.status}: ${await response.text()}`,
        {
          code: 'SIGN_IN',
          status: response.status,
        },
      )
    }
    return { ...loginAnswer.parse(await response.json()), at: Date.now() }
  }
  let session = await post('/api/v1/auth/login', { identifier, password })
  let renewal: Promise<void> | null = null
  const accessToken = async () => {
    if (Date.now() - session.at > (session.expiresIn - 60) * 1000) {
      renewal ??= post('/api/v1/auth/refresh', { refreshToken: session.refreshToken })
        .then(renewed => {
          session = renewed
        })
        .finally(() => {
          renewal = null
        })
      await renewal
    }
    return session.accessToken
  }
  const rest = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${await accessToken()}`)
    return fetch(`${gatewayUrl}${path}`, { ...init, headers })
  }
  const ask = async (query: string, variables: Record<string, unknown> = {}) => {
    const response = await rest('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables }),
    })
    return graphqlAnswer.parse(await response.json())
  }
  return {
    accessToken,
    rest,
    ask,
    async run<Data>(query: string, variables?: Record<string, unknown>) {
      const { data, errors } = await ask(query, variables)
      const error = errors?.[0]
      if (error) {
        const where = error.path ? ` (at ${error.path.join('.')})` : ''
        throw new OrionError(`${error.message}${where}`, { code: error.extensions?.code ?? 'GRAPHQL' })
      }
      return data as Data
    },
    async *subscribe<Data>(query: string, variables: Record<string, unknown>, signal: AbortSignal) {
      const client = createClient({
        url: `${gatewayUrl.replace(/^http/, 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 1000,
        shouldRetry: () => !signal.aborted,
        retryWait: () => new Promise(resolve => setTimeout(resolve, 250)),
        connectionParams: async () => ({ authorization: `Bearer ${await accessToken()}` }),
      })
      const events = client.iterate<Data>({ query, variables })
      const end = () => {
        events.return?.()?.catch(() => {})
        Promise.resolve(client.dispose()).catch(() => {})
      }
      signal.addEventListener('abort', end)
      try {
        for await (const { data, errors } of events) {
          if (errors?.[0]) throw new OrionError(errors[0].message, { code: 'SUBSCRIPTION' })
          if (data) yield data as Data
        }
      } finally {
        signal.removeEventListener('abort', end)
        await client.dispose()
      }
    },
  }
}
