import { z } from 'zod'
import { gatewayAddresses } from '../configuration.ts'
import { forwardedHeaders } from './gateway-auth.ts'
import { LATER, WELCOME_SETTING } from './welcome-setting.ts'

const account = z.object({ needsOnboarding: z.boolean() })
const settings = z.object({ [WELCOME_SETTING]: z.unknown().optional() })

/**
 * True when somebody who just came by a provider should be asked for a username and a password: they have chosen none, and
 * have not said that they want to do it later. False while that cannot be told.
 */
export async function wantsWelcome(request: Request, accessToken: string): Promise<boolean> {
  const read = async (path: string): Promise<unknown> => {
    const response = await fetch(`${gatewayAddresses().gatewayUrl}/api/v1/identity/users/me${path}`, {
      headers: { ...forwardedHeaders(request), authorization: `Bearer ${accessToken}` },
      cache: 'no-store',
      signal: AbortSignal.timeout(3_000),
    })
    return response.json()
  }
  try {
    if (!account.parse(await read('')).needsOnboarding) return false
    return settings.parse(await read('/settings'))[WELCOME_SETTING] !== LATER
  } catch {
    return false
  }
}
