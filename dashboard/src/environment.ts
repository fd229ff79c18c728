import { z } from 'zod'

const schema = z.object({
  /** Where this server reaches the gateway. */
  ORION_GATEWAY_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8000'),
  /** Where browsers reach the gateway; by default where this server does. */
  ORION_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Where browsers reach its graphql-ws endpoint; by default `/graphql` of the address above. */
  ORION_GATEWAY_PUBLIC_WS: z.url({ protocol: /^wss?$/ }).optional(),
})

const NAMES = ['ORION_GATEWAY_URL', 'ORION_PUBLIC_URL', 'ORION_GATEWAY_PUBLIC_WS'] as const

/** Addresses of the gateway, without a slash at the end. */
export interface Environment {
  gatewayUrl: string
  publicWebSocketUrl: string
}

/**
 * Reads the configuration when it is asked for, never at build time, so that one build serves every installation.
 * @throws ZodError naming the variable that is not an address.
 */
export function readEnvironment(variables: Record<string, string | undefined> = process.env): Environment {
  const parsed = schema.parse(Object.fromEntries(NAMES.map(name => [name, variables[name] || undefined])))
  const gatewayUrl = parsed.ORION_GATEWAY_URL.replace(/\/+$/, '')
  const publicUrl = parsed.ORION_PUBLIC_URL?.replace(/\/+$/, '') ?? gatewayUrl
  return {
    gatewayUrl,
    publicWebSocketUrl: parsed.ORION_GATEWAY_PUBLIC_WS ?? `${publicUrl.replace(/^http/, 'ws')}/graphql`,
  }
}
