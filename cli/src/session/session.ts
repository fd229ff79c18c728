import { sendRequest } from '../api/http.ts'
import { AuthError } from '../errors.ts'
import type { Settings } from '../settings/settings.ts'
import { refresh } from './auth-routes.ts'
import type { Credentials } from './credential-store.ts'

/** An access token that ends sooner than this is renewed before it is used. */
const marginMs = 30_000

/**
 * The signed-in user's tokens, renewed when they end. Refresh tokens can be used once, and a second use ends the
 * whole session, so a renewal happens once at a time: within this process by sharing it, between processes by a
 * lock and by reading again what another process may have stored.
 */
export class Session {
  private readonly settings: Settings
  private readonly signal: AbortSignal
  private renewal: Promise<Credentials> | undefined

  constructor(settings: Settings, signal: AbortSignal) {
    this.settings = settings
    this.signal = signal
  }

  /**
   * The stored tokens. Throws AuthError when nobody is signed in at this gateway, and UnreachableError when there
   * is no gateway to sign in at, which is the first thing to mend.
   */
  async credentials(): Promise<Credentials> {
    const { credentials, gateway, profile } = this.settings
    const stored = await credentials.read()
    if (stored?.gateway === gateway) return stored
    const answer = await sendRequest(`${gateway}/health`, { signal: this.signal })
    await answer.body?.cancel()
    const hint = `Sign in with \`${signInCommand(this.settings)}\`.`
    if (!stored) throw new AuthError(`Nobody is signed in at ${gateway}${inProfile(profile)}.`, hint)
    throw new AuthError(
      `You are signed in at ${stored.gateway}, not at ${gateway}${inProfile(profile)}.`,
      `${hint} A profile holds one session; --profile NAME keeps another.`,
    )
  }

  /** A token that is good for at least the next seconds. Throws AuthError when there is none to be had. */
  async accessToken(): Promise<string> {
    if (this.settings.apiKey !== null) return this.settings.apiKey
    const stored = await this.credentials()
    if (stored.expiresAtMs - Date.now() > marginMs) return stored.accessToken
    return this.renew(stored.accessToken)
  }

  /** A token in place of one that has ended or was refused. */
  async renew(refused: string): Promise<string> {
    if (this.settings.apiKey !== null)
      throw new AuthError(
        `${this.settings.gateway} does not take the API key.`,
        'It may have ended; make another one in the settings.',
      )
    this.renewal ??= this.replace(refused).finally(() => {
      this.renewal = undefined
    })
    return (await this.renewal).accessToken
  }

  private async replace(refused: string): Promise<Credentials> {
    const { credentials, gateway } = this.settings
    return credentials.locked(async () => {
      const stored = await this.credentials()
      if (stored.accessToken !== refused) return stored
      let fresh: Credentials
      try {
        fresh = await refresh(gateway, stored.refreshToken, this.signal)
      } catch (error) {
        if (!(error instanceof AuthError)) throw error
        throw new AuthError(
          `Your session at ${gateway} has ended.`,
          `Sign in with \`${signInCommand(this.settings)}\`.`,
        )
      }
      await credentials.write(fresh)
      return fresh
    })
  }
}

function signInCommand({ profile }: Settings): string {
  return profile === 'default' ? 'orion auth login' : `orion auth login --profile ${profile}`
}

function inProfile(profile: string): string {
  return profile === 'default' ? '' : ` in the profile ${profile}`
}
