import { createInternalTokenSigner, INTERNAL_TOKEN_SECONDS } from '@orion/common/access/internal-token'
import type { Viewer } from '@orion/common/access/viewer'
import type { CallHeaders } from '../graphql/call-headers.ts'
import { correlation, originHeaders } from '../graphql/call-headers.ts'

/** How long a signed token is used again: half its life, so that none expires on its way. */
const REUSED_MS = (INTERNAL_TOKEN_SECONDS * 1000) / 2

/** The token with which the gateway calls a service in a viewer's name; null stands for nobody. */
export type InternalTokens = (service: string, viewer: Viewer | null) => string | Promise<string>

/** Signs internal tokens, and uses each again for the same service and viewer until half its life is over. */
export async function createInternalTokens(privateJwk: string): Promise<InternalTokens> {
  const sign = await createInternalTokenSigner(privateJwk)
  const known = new Map<string, { token: string; until: number }>()
  const pending = new Map<string, Promise<string>>()
  return (service, viewer) => {
    const key = `${service} ${rightsKeyOf(viewer)}`
    const remembered = known.get(key)
    if (remembered && remembered.until > Date.now()) return remembered.token
    const underWay = pending.get(key)
    if (underWay) return underWay
    const signed = sign(service, viewer).then(
      token => {
        if (known.size >= 5000) known.clear()
        known.set(key, { token, until: Date.now() + REUSED_MS })
        pending.delete(key)
        return token
      },
      (error: unknown) => {
        pending.delete(key)
        throw error
      },
    )
    pending.set(key, signed)
    return signed
  }
}

/**
 * Calls subgraphs in the name of the caller, by a token that the gateway signs for each of them. Mutations also tell from
 * where they come, and so does what admins read, some of which is recorded; other reads do not, since callers with the same rights
 * share them.
 */
export function internalHeaders(tokens: InternalTokens): CallHeaders {
  return (caller, operation) => {
    const rightsKey = rightsKeyOf(caller.viewer)
    const isAdmin = caller.viewer?.role === 'ADMIN'
    const common =
      isAdmin || operation === 'mutation'
        ? { ...correlation(caller), ...originHeaders(caller) }
        : correlation(caller)
    return {
      rightsKey: isAdmin ? `${rightsKey} ${caller.ip}` : rightsKey,
      headersFor(subgraph) {
        const token = tokens(subgraph, caller.viewer)
        if (typeof token === 'string') return { ...common, authorization: `Bearer ${token}` }
        return token.then(signed => ({ ...common, authorization: `Bearer ${signed}` }))
      },
    }
  }
}

/** The same for two viewers exactly when subgraphs cannot tell them apart. */
function rightsKeyOf(viewer: Viewer | null): string {
  if (!viewer) return '-'
  const { userId, role, sessionId, apiKeyId, scopes } = viewer
  return `${userId} ${role} ${sessionId} ${apiKeyId} ${scopes.join(',')}`
}
