import type { Viewer } from '@orion/common'
import type { Identity } from '../identity.ts'
import { confirmOwner } from '../users/confirm-own-password.ts'
import { dashboardPath } from './dashboard-path.ts'
import { configuredProvider } from './journey.ts'

/**
 * The address to which the viewer's browser goes in order to link a provider's account. It works once, within a minute; the
 * account is linked only when the viewer, signed in, takes the outcome.
 * @param input `password` may be left out within ten minutes of a sign-in
 * @throws NotFoundError when the provider is not configured, and all that {@link confirmOwner} throws.
 */
export async function linkUrl(
  identity: Identity,
  viewer: Viewer,
  input: { provider: string; next?: string | null; password?: string | null },
  path: string[] = [],
): Promise<URL> {
  const { name } = configuredProvider(identity, input.provider)
  const { id: userId } = await confirmOwner(identity, viewer, input.password, [...path, 'password'])
  const ticket = await identity.oauth.links.issue({ kind: 'link', userId, next: dashboardPath(input.next) })
  const url = new URL(
    `${identity.configuration.ORION_PUBLIC_URL.replace(/\/+$/, '')}/api/v1/auth/oauth/${name}`,
  )
  url.searchParams.set('link', ticket)
  return url
}
