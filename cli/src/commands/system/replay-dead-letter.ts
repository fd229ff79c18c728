import { Command, Option } from 'clipanion'
import { throwUserErrors } from '../../api/graphql-error.ts'
import type { App } from '../../app.ts'
import { ReplayDeadLetterDocument } from '../../generated/graphql.ts'
import { clean } from '../../output/text.ts'
import { OrionCommand } from '../orion-command.ts'

/** `orion system replay-dead-letter` */
export class SystemReplayDeadLetterCommand extends OrionCommand {
  static override paths = [['system', 'replay-dead-letter']]
  static override usage = Command.Usage({
    category: 'System',
    description: 'Try again what a service gave up',
    details: `
      Puts the event or job back into its service's queue, where it is tried as often as the first time. Mend the
      cause first: what fails again is listed again. Needs an administrator.
    `,
    examples: [
      ['One of them', '$0 system replay-dead-letter DEAD_LETTER_ID'],
      [
        'All that wait at one service',
        '$0 system dead-letters --service media --waiting --all --format plain | cut -f1 | xargs -n1 $0 system replay-dead-letter',
      ],
    ],
  })

  id = Option.String({ name: 'DEAD_LETTER_ID' })

  protected async perform({ api, output }: App): Promise<void> {
    const { replayDeadLetter } = await api.mutate(ReplayDeadLetterDocument, { input: { id: this.id } })
    throwUserErrors(replayDeadLetter.userErrors)
    const letter = replayDeadLetter.deadLetter
    output.record({
      json: { id: this.id, deadLetter: letter },
      facts: [
        ['id', this.id],
        ['name', letter?.name],
        ['replayedAt', letter?.replayedAt],
      ],
      show: () => [clean(`${letter?.name ?? this.id} is tried again.`)],
    })
  }
}
