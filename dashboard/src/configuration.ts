import { z } from 'zod'

/** What the dashboard needs to know. */
export const dashboardConfiguration = z.object({
  ORION_GATEWAY_URL: z
    .url({ protocol: /^https?$/ })
    .default('http://127.0.0.1:8000')
    .describe('Where the dashboard’s server reaches the gateway.'),
  ORION_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where browsers reach the gateway; ORION_GATEWAY_URL when left out.'),
  ORION_DASHBOARD_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Address under which browsers reach the dashboard. When it begins with https, cookies are sent over https alone, whatever a proxy says.',
    ),
  ORION_GATEWAY_PUBLIC_WS: z
    .url({ protocol: /^wss?$/ })
    .optional()
    .describe('Where browsers reach its graphql-ws endpoint; /graphql of ORION_PUBLIC_URL when left out.'),
})

/** Addresses of the gateway, without a slash at the end. */
export interface GatewayAddresses {
  /** For this server. */
  gatewayUrl: string
  /** For browsers. */
  publicUrl: string
  /** For browsers, its graphql-ws endpoint. */
  publicWebSocketUrl: string
}

type Variables = Record<string, string | undefined>

/** Reads the configuration when it is asked for, never at build time, so that one build serves every installation. */
function read(variables: Variables) {
  const given = Object.keys(dashboardConfiguration.shape).map(name => [name, variables[name] || undefined])
  return dashboardConfiguration.parse(Object.fromEntries(given))
}

/** True when browsers reach this dashboard over https, as far as it was told. */
export function isOverHttps(variables: Variables = process.env): boolean {
  return read(variables).ORION_DASHBOARD_URL?.toLowerCase().startsWith('https:') ?? false
}

/** Where the gateway is. @throws ZodError naming the variable that is not an address. */
export function gatewayAddresses(variables: Variables = process.env): GatewayAddresses {
  const parsed = read(variables)
  const gatewayUrl = parsed.ORION_GATEWAY_URL.replace(/\/+$/, '')
  const publicUrl = parsed.ORION_PUBLIC_URL?.replace(/\/+$/, '') ?? gatewayUrl
  return {
    gatewayUrl,
    publicUrl,
    publicWebSocketUrl: parsed.ORION_GATEWAY_PUBLIC_WS ?? `${publicUrl.replace(/^http/, 'ws')}/graphql`,
  }
}
