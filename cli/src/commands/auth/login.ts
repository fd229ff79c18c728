import { Command, Option } from 'clipanion'
import type { App } from '../../app.ts'
import { UsageError } from '../../errors.ts'
import { ask, canAsk, readSecret } from '../../prompt.ts'
import { login, loginWithCode } from '../../session/auth-routes.ts'
import type { Credentials } from '../../session/credential-store.ts'
import { awaitApproval, beginDeviceLogin } from '../../session/device-login.ts'
import { isPrivateConnection } from '../../settings/gateway-url.ts'
import { OrionCommand } from '../orion-command.ts'
import { showDeviceCode } from './show-device-code.ts'

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

      With \`--device\` nothing is typed here: an address and a code are shown on standard error, and the sign-in ends
      when somebody approved it in a browser, on this computer or another. That is the way for a computer without a
      browser, and for accounts that sign in with GitHub or Google. \`json\` and \`plain\` print the address and the code
      on standard output first, as a record of their own, so that a program can show them.

      The session is kept in the configuration folder, in a file that only you can read, and renews itself.
    `,
    examples: [
      ['Sign in on this computer', '$0 auth login'],
      [
        'Sign in somewhere else, beside the other session',
        '$0 auth login --gateway https://orion.example --profile work',
      ],
      ['Sign in with a browser, here or elsewhere', '$0 auth login --device'],
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

  device = Option.Boolean('--device', false, {
    description: 'Show a code and wait until somebody approves it in a browser',
  })

  protected async perform(app: App): Promise<void> {
    const { settings, output } = app
    const { gateway, credentials, profile } = settings
    const session = this.device ? await this.signInWithBrowser(app) : await this.signInWithPassword(app)
    await credentials.locked(() => credentials.write(session))
    const { user } = session
    const facts = { gateway, profile, ...user }
    output.record({
      json: facts,
      facts: Object.entries(facts),
      show: () => [`Signed in at ${gateway} as ${user.username} (${user.role.toLowerCase()}).`],
    })
  }

  private async signInWithBrowser({ context, settings, output, signal }: App): Promise<Credentials> {
    if (this.user !== undefined || this.passwordStdin || this.otp !== undefined)
      throw new UsageError(
        '--device does not go with --user, --password-stdin and --otp: who signs in is said in the browser.',
      )
    const { gateway } = settings
    if (!isPrivateConnection(gateway))
      output.warn(`${gateway} is not encrypted: everybody on the way can take the session.`)
    const login = await beginDeviceLogin(gateway, signal)
    showDeviceCode(login, output, context.stderr)
    return awaitApproval(gateway, login, signal)
  }

  private async signInWithPassword({ context, settings, output, signal }: App): Promise<Credentials> {
    const { gateway } = settings
    const identifier = (this.user ?? (await this.askUser(context))).trim()
    if (!identifier) throw new UsageError('The user is empty.', 'Give an e-mail address or a user name.')
    if (!isPrivateConnection(gateway))
      output.warn(`${gateway} is not encrypted: everybody on the way can read the password.`)
    const password = this.passwordStdin
      ? await readSecret(context.stdin)
      : await this.askPassword(context, identifier, gateway)
    const step = await login(gateway, { identifier, password }, signal)
    if (!('mfaToken' in step)) return step
    const code = this.otp ?? (await this.askCode(context))
    return loginWithCode(gateway, { mfaToken: step.mfaToken, code }, signal)
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
