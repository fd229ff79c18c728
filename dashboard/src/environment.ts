import { z } from 'zod'

const schema = z.object({
  /** Where this server reaches the gateway. */
  ORION_GATEWAY_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8000'),
  /** Where browsers reach the gateway's graphql-ws endpoint; by default the gateway's own address. */
  ORION_GATEWAY_PUBLIC_WS: z.url({ protocol: /^wss?$/ }).optional(),
})

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
  const parsed = schema.parse({
    ORION_GATEWAY_URL: variables.ORION_GATEWAY_URL || undefined,
    ORION_GATEWAY_PUBLIC_WS: variables.ORION_GATEWAY_PUBLIC_WS || undefined,
  })
  const gatewayUrl = parsed.ORION_GATEWAY_URL.replace(/\/+$/, '')
  return {
    gatewayUrl,
    publicWebSocketUrl: parsed.ORION_GATEWAY_PUBLIC_WS ?? `${gatewayUrl.replace(/^http/, 'ws')}/graphql`,
  }
}
