import type { Viewer } from '@orion/common'
import type { Identity } from '../identity.ts'
import { dashboardPath } from './dashboard-path.ts'
import { configuredProvider } from './journey.ts'

/**
 * The address to which the viewer's browser goes in order to link a provider's account. It works once, within a minute; the
 * account is linked only when the viewer, signed in, takes the outcome.
 * @throws NotFoundError when the provider is not configured.
 */
export async function linkUrl(
  identity: Identity,
  { userId }: Viewer,
  { provider, next }: { provider: string; next?: string | null },
): Promise<URL> {
  const { name } = configuredProvider(identity, provider)
  const ticket = await identity.oauth.links.issue({ kind: 'link', userId, next: dashboardPath(next) })
  const url = new URL(
    `${identity.configuration.ORION_PUBLIC_URL.replace(/\/+$/, '')}/api/v1/auth/oauth/${name}`,
  )
  url.searchParams.set('link', ticket)
  return url
}
