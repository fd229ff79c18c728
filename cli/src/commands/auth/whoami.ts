import { Command } from 'clipanion'
import type { App } from '../../app.ts'
import { AuthError } from '../../errors.ts'
import { MeDocument } from '../../generated/graphql.ts'
import { renderPairs } from '../../output/table.ts'
import { OrionCommand } from '../orion-command.ts'

/** `orion auth whoami` */
export class AuthWhoamiCommand extends OrionCommand {
  static override paths = [['auth', 'whoami']]
  static override usage = Command.Usage({
    category: 'Session',
    description: 'Show who is signed in, and where',
    examples: [
      ['Who am I?', '$0 auth whoami'],
      ['Only the role', '$0 auth whoami --format json | jq -r .role'],
    ],
  })

  protected async perform({ api, settings, output }: App): Promise<void> {
    const { me } = await api.query(MeDocument, {})
    if (!me) throw new AuthError('The gateway does not know who you are.', 'Sign in with `orion auth login`.')
    const { gateway, profile } = settings
    const facts = { ...me, gateway, profile }
    output.record({
      json: facts,
      facts: Object.entries(facts),
      show: () =>
        renderPairs(
          [
            ['User', `${me.username} (${me.name})`],
            ['E-mail', me.email ?? ''],
            ['Role', me.role.toLowerCase()],
            ['Gateway', gateway],
            ['Profile', profile],
          ],
          output.paint,
        ),
    })
  }
}
