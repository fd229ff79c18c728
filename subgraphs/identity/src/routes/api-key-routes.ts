import { about, readBody, requireScope, type ServiceRoutes } from '@orion/common'
import { z } from 'zod'
import { makeApiKey } from '../api-keys/create-api-key.ts'
import { listApiKeys } from '../api-keys/find-api-keys.ts'
import { revokeApiKey } from '../api-keys/revoke-api-keys.ts'
import type { ApiKeyRow } from '../database.ts'
import type { Identity } from '../identity.ts'
import { anyObject, listOf } from './answers.ts'

const newKeyBody = z.object({
  name: z.string(),
  scopes: z.array(z.string()).optional(),
  expiresInDays: z.number().optional(),
  password: z.string().max(1024).optional().describe('May be left out within ten minutes of a sign-in.'),
})

const apiKeyBody = ({ userId: _, keyHash: __, revokedAt: ___, ...apiKey }: ApiKeyRow) => apiKey

/** The viewer's API keys: /api/v1/api-keys, publicly /api/v1/identity/api-keys. */
export function mountApiKeyRoutes(routes: ServiceRoutes, identity: Identity): void {
  routes.get(
    '/api-keys',
    about({ summary: 'The viewer’s API keys.', access: 'account:read', answer: listOf(anyObject) }),
    async context => {
      const { userId } = requireScope(context.get('viewer'), 'account:read')
      const keys = await listApiKeys(identity.database.client, userId)
      return context.json({ items: keys.map(apiKeyBody) })
    },
  )
  routes.post(
    '/api-keys',
    about({
      summary: 'Makes an API key, which is told this once.',
      access: 'account:write',
      body: newKeyBody,
      status: 201,
      answer: anyObject,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      const { apiKey, secret } = await makeApiKey(identity, viewer, await readBody(context, newKeyBody))
      context.header('cache-control', 'no-store')
      return context.json({ ...apiKeyBody(apiKey), secret }, 201)
    },
  )
  routes.delete(
    '/api-keys/:id',
    about({ summary: 'Ends an API key.', access: 'account:write', status: 204 }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      await revokeApiKey(identity, viewer, context.req.param('id'))
      return context.body(null, 204)
    },
  )
}
