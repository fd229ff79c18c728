/** Under which addresses browsers reach a system, in the variables that its processes read. */
export interface PublicAddresses {
  ORION_PUBLIC_URL: string
  ORION_DASHBOARD_URL: string
  ORION_ALLOWED_ORIGINS: string
}

/**
 * What the environment says, as it does behind a reverse proxy; else where the processes listen. Pages of the dashboard may call
 * the gateway unless other origins are named.
 * @param local where gateway and dashboard listen on this host
 */
export function publicAddresses(
  given: NodeJS.ProcessEnv,
  local: { gateway: string; dashboard: string },
): PublicAddresses {
  const dashboard = given.ORION_DASHBOARD_URL || local.dashboard
  const origins = [dashboard, local.dashboard, local.dashboard.replace('127.0.0.1', 'localhost')]
  return {
    ORION_PUBLIC_URL: given.ORION_PUBLIC_URL || local.gateway,
    ORION_DASHBOARD_URL: dashboard,
    ORION_ALLOWED_ORIGINS:
      given.ORION_ALLOWED_ORIGINS || [...new Set(origins.map(url => new URL(url).origin))].join(','),
  }
}
