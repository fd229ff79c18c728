import { createHash, randomBytes } from 'node:crypto'
import type { IdentitySystem, SignInBody } from './identity-system.ts'

/** A browser on its way to a provider and back, with cookies for each host, as the gateway passes them on. */
export interface Browser {
  cookies: Map<string, string>
  /** Opens an address; those of the gateway lead to identity. Answers where it redirects to. */
  open(url: string): Promise<{ status: number; location: string | null; body: string }>
  /** Follows redirects until the dashboard, or an answer that redirects no further. */
  follow(url: string): Promise<URL>
}

export const PUBLIC_URL = 'https://gateway.example'
export const DASHBOARD_URL = 'https://orion.example'

export function openBrowser({ service }: IdentitySystem): Browser {
  const cookies = new Map<string, string>()
  const open: Browser['open'] = async url => {
    const { origin, pathname, search, host } = new URL(url)
    const jar = [...cookies].filter(([key]) => key.startsWith(`${host} `))
    const cookie = jar.map(([key, value]) => `${key.slice(host.length + 1)}=${value}`).join('; ')
    const init: RequestInit = { headers: { cookie }, redirect: 'manual' }
    const response =
      origin === PUBLIC_URL
        ? await service.request(pathname + search, null, init)
        : await fetch(url, { ...init })
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      cookies.set(`${host} ${pair.slice(0, pair.indexOf('='))}`, pair.slice(pair.indexOf('=') + 1))
    }
    const location = response.headers.get('location')
    return {
      status: response.status,
      location: location && new URL(location, url).href,
      body: await response.text(),
    }
  }
  return {
    cookies,
    open,
    async follow(url) {
      for (let at = url, hops = 0; hops < 15; hops += 1) {
        if (at.startsWith(DASHBOARD_URL)) return new URL(at)
        const { status, location, body } = await open(at)
        if (!location) throw new Error(`${at} answered ${status}: ${body.slice(0, 300)}`)
        at = location
      }
      throw new Error('too many redirects')
    },
  }
}

/** What the program that begins a sign-in keeps, and what it sends. */
export function newVerifier(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}

/** What came of taking the outcome of a sign-in with a provider. */
export interface OauthAnswer {
  status: number
  body: Partial<SignInBody> & {
    next?: string
    linked?: string
    mfaRequired?: boolean
    error?: { code: string; message: string }
  }
}
