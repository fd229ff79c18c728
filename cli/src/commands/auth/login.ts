import { Command, Option } from 'clipanion'
import type { App } from '../../app.ts'
import { UsageError } from '../../errors.ts'
import { ask, canAsk, readSecret } from '../../prompt.ts'
import { login, loginWithCode } from '../../session/auth-routes.ts'
import { isPrivateConnection } from '../../settings/gateway-url.ts'
import { OrionCommand } from '../orion-command.ts'

/** `orion auth login` */
export class AuthLoginCommand extends OrionCommand {
  static override paths = [['auth', 'login']]
  static override usage = Command.Usage({
    category: 'Session',
    description: 'Sign in',
    details: `
      Asks for what is not given: the e-mail address or user name, and the password, which is not shown.

      The password is never an option, since options can be seen in the list of processes. Programs give it on
      standard input with \`--password-stdin\`.

      Where the account has a second factor, the code of the authenticator app is asked for as well; programs give it
      with \`--otp\`. A recovery code does too.

      The session is kept in the configuration folder, in a file that only you can read, and renews itself.
    `,
    examples: [
      ['Sign in on this computer', '$0 auth login'],
      [
        'Sign in somewhere else, beside the other session',
        '$0 auth login --gateway https://orion.example --profile work',
      ],
      ['Sign in from a script', '$0 auth login --user admin --password-stdin < password.txt'],
    ],
  })

  user = Option.String('-u,--user', { description: 'E-mail address or user name' })
  passwordStdin = Option.Boolean('--password-stdin', false, {
    description: 'Read the password from standard input',
  })

  otp = Option.String('--otp', {
    description: 'Code of the authenticator app, or a recovery code',
  })

  protected async perform({ context, settings, output, signal }: App): Promise<void> {
    const { gateway, credentials, profile } = settings
    const identifier = (this.user ?? (await this.askUser(context))).trim()
    if (!identifier) throw new UsageError('The user is empty.', 'Give an e-mail address or a user name.')
    if (!isPrivateConnection(gateway))
      output.warn(`${gateway} is not encrypted: everybody on the way can read the password.`)
    const password = this.passwordStdin
      ? await readSecret(context.stdin)
      : await this.askPassword(context, identifier, gateway)
    const step = await login(gateway, { identifier, password }, signal)
    const session =
      'mfaToken' in step
        ? await loginWithCode(
            gateway,
            { mfaToken: step.mfaToken, code: this.otp ?? (await this.askCode(context)) },
            signal,
          )
        : step
    await credentials.locked(() => credentials.write(session))
    const { user } = session
    const facts = { gateway, profile, ...user }
    output.record({
      json: facts,
      facts: Object.entries(facts),
      show: () => [`Signed in at ${gateway} as ${user.username} (${user.role.toLowerCase()}).`],
    })
  }

  private async askUser(streams: App['context']): Promise<string> {
    if (canAsk(streams) && !this.passwordStdin) return ask('E-mail address or user name: ', streams)
    throw new UsageError('Nobody can be asked who signs in: name them with --user.')
  }

  private async askCode(streams: App['context']): Promise<string> {
    if (canAsk(streams)) return (await ask('Code of your authenticator app: ', streams)).trim()
    throw new UsageError(
      'The account has a second factor, and nobody can be asked for its code.',
      'Give it with --otp.',
    )
  }

  private async askPassword(streams: App['context'], user: string, gateway: string): Promise<string> {
    if (canAsk(streams)) return ask(`Password of ${user} at ${gateway}: `, streams, { hidden: true })
    throw new UsageError(
      'Nobody can be asked for the password: standard input is no terminal.',
      'Give it on standard input with --password-stdin.',
    )
  }
}
