import { Command } from 'clipanion'
import type { App } from '../../app.ts'
import { AuthError, CommandError } from '../../errors.ts'
import { logout, refresh } from '../../session/auth-routes.ts'
import type { Credentials } from '../../session/credential-store.ts'
import { OrionCommand } from '../orion-command.ts'

/** `orion auth logout` */
export class AuthLogoutCommand extends OrionCommand {
  static override paths = [['auth', 'logout']]
  static override usage = Command.Usage({
    category: 'Session',
    description: 'Sign out, here and at the gateway',
    details: `
      Ends the session at the gateway and forgets it here. When the gateway cannot be reached, the session is
      forgotten here all the same, and the exit code is 3.
    `,
    examples: [
      ['Sign out', '$0 auth logout'],
      ['Sign out of another profile', '$0 auth logout --profile work'],
    ],
  })

  protected async perform({ settings, output, signal }: App): Promise<void> {
    const { credentials } = settings
    await credentials.locked(async () => {
      const stored = await credentials.read().catch(() => null)
      await credentials.remove()
      if (stored) await endAtGateway(stored, signal)
      const result = { wasSignedIn: stored !== null, gateway: stored?.gateway ?? null }
      output.record({
        json: result,
        facts: Object.entries(result),
        show: () => [stored ? `Signed out of ${stored.gateway}.` : 'Nobody was signed in.'],
      })
    })
  }
}

/** Ends a session; one that the gateway does not know any more has ended already. */
async function endAtGateway(stored: Credentials, signal: AbortSignal): Promise<void> {
  try {
    await logout(stored, signal).catch(async error => {
      if (!(error instanceof AuthError)) throw error
      await logout(await refresh(stored.gateway, stored.refreshToken, signal), signal)
    })
  } catch (error) {
    if (error instanceof AuthError) return
    if (!(error instanceof CommandError)) throw error
    throw new CommandError(error.exitCode, `Signed out here only. ${error.message}`, {
      hint: 'The session at the gateway ends by itself when it is not renewed.',
      cause: error,
    })
  }
}
