import { currentOrigin, readBody, type ServiceRoutes } from '@orion/common'
import { z } from 'zod'
import { introspectApiKey } from '../api-keys/introspect-api-key.ts'
import { audit } from '../audit/audit.ts'
import type { Identity } from '../identity.ts'

const introspectionBody = z.object({ keyHash: z.hash('sha256') })

/** What the gateway asks and tells in nobody's name: /internal/*. */
export function mountGatewayRoutes(routes: ServiceRoutes, identity: Identity): void {
  routes.post('/api-keys/introspect', async context => {
    const { keyHash } = await readBody(context, introspectionBody)
    return context.json(await introspectApiKey(identity, keyHash, currentOrigin()))
  })
  // Told once in 15 minutes for a network; what was refused after that is not.
  routes.post('/sign-ins/refused', async context => {
    const details = { by: 'gateway' }
    await audit(identity.database.client, { action: 'SIGN_INS_THROTTLED', actorId: null, details })
    return context.body(null, 204)
  })
}
