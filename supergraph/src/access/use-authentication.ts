import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { Caller } from '../caller.ts'
import { answerError } from '../http/answer.ts'
import { isSameOrigin } from '../http/use-cors.ts'
import type { GatewayPlugin } from '../plugin.ts'
import {
  CheckUnavailableError,
  CredentialError,
  type Credentials,
  type Proof,
  TooManyFailuresError,
} from './credentials.ts'

/** The cookie that carries the access token for pages that share the gateway's site. */
export const ACCESS_COOKIE = 'orion_access'

/**
 * Finds out who asks: by `Authorization: Bearer`, else by cookie; over WebSockets by the `authorization` parameter
 * first. Without either nobody is signed in, which is no error; a token or API key that does not hold is one (401).
 * @param allowedOrigins pages that may use the cookie; all others must send the token themselves
 */
export function useAuthentication(
  credentials: Credentials,
  allowedOrigins: readonly string[],
): GatewayPlugin {
  return {
    onRequest({ caller, response }) {
      const token = tokenOf(caller.headers, allowedOrigins)
      if (token === null) return false
      // What is answered to somebody is theirs, unless who answers says otherwise.
      response.setHeader('cache-control', 'private, no-store')
      caller.confirm = () => credentials.check(token, caller)
      const proof = credentials.check(token, caller)
      if (!(proof instanceof Promise)) {
        identify(caller, proof)
        return false
      }
      return proof.then(
        checked => {
          identify(caller, checked)
          return false
        },
        (error: unknown) => {
          refuseCredential(response, error)
          return true
        },
      )
    },
    async onSocket(caller, parameters) {
      const given = Object.entries(parameters).find(([name]) => name.toLowerCase() === 'authorization')?.[1]
      const token = typeof given === 'string' ? bearerOf(given) : tokenOf(caller.headers, allowedOrigins)
      if (token !== null) identify(caller, await credentials.check(token, caller))
    },
  }
}

function identify(caller: Caller, { viewer, issuedAt, expiresAt, apiKeyId }: Proof): void {
  caller.viewer = viewer
  caller.issuedAt = issuedAt
  caller.expiresAt = expiresAt
  caller.apiKeyId = apiKeyId
}

function tokenOf(headers: IncomingHttpHeaders, allowedOrigins: readonly string[]): string | null {
  const bearer = headers.authorization ? bearerOf(headers.authorization) : null
  if (bearer !== null) return bearer
  const cookie = headers.cookie
    ?.split(';')
    .map(part => part.trim())
    .find(part => part.startsWith(`${ACCESS_COOKIE}=`))
  if (!cookie) return null
  const { origin, host } = headers
  const mayUseCookie = !origin || isSameOrigin(origin, host) || allowedOrigins.includes(origin)
  return mayUseCookie ? cookie.slice(ACCESS_COOKIE.length + 1) || null : null
}

function bearerOf(header: string): string | null {
  return /^bearer +(\S+)$/i.exec(header.trim())?.[1] ?? null
}

/** Answers a request whose sign-in does not hold, or cannot be checked. */
export function refuseCredential(response: ServerResponse, error: unknown): void {
  const { status, code, message, headers } = refusalOf(error)
  answerError(response, status, code, message, headers)
}

function refusalOf(error: unknown) {
  if (error instanceof CredentialError) {
    const headers: Record<string, string> = { 'www-authenticate': 'Bearer error="invalid_token"' }
    return { status: 401, code: 'UNAUTHENTICATED', message: error.message, headers }
  }
  if (error instanceof TooManyFailuresError) {
    const headers: Record<string, string> = { 'retry-after': String(error.retryAfterSeconds) }
    return { status: 429, code: 'RATE_LIMITED', message: error.message, headers }
  }
  const message =
    error instanceof CheckUnavailableError ? error.message : 'Credentials cannot be checked now.'
  return { status: 503, code: 'SERVICE_UNAVAILABLE', message, headers: { 'retry-after': '2' } }
}
