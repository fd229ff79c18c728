import { Command, Option } from 'clipanion'
import { readPages } from '../../api/pages.ts'
import type { App } from '../../app.ts'
import { type DeadLetterRowFragment, DeadLettersDocument, ServiceName } from '../../generated/graphql.ts'
import type { Column } from '../../output/table.ts'
import { cleanLine, shorten } from '../../output/text.ts'
import { showAge } from '../../output/time.ts'
import { ListCommand } from '../list-command.ts'
import { listChoices, parseChoices, wordOf } from '../option-values.ts'

const columns: Column<DeadLetterRowFragment>[] = [
  { header: 'ID', value: letter => letter.id },
  { header: 'SERVICE', value: letter => wordOf(letter.service), optional: true },
  { header: 'KIND', value: letter => wordOf(letter.kind), optional: true },
  { header: 'NAME', value: letter => letter.name },
  {
    header: 'ERROR',
    value: letter => letter.error,
    // Some tell all that is wrong with an event; `plain` and `json` have the whole of it.
    show: letter => shorten(cleanLine(letter.error), 120),
    flexible: true,
  },
  { header: 'TRIES', value: letter => letter.attempts, align: 'right', optional: true },
  { header: 'GIVEN UP', value: letter => letter.failedAt, show: letter => showAge(letter.failedAt) },
  {
    header: 'REPLAYED',
    value: letter => letter.replayedAt,
    show: letter => (letter.replayedAt ? showAge(letter.replayedAt) : 'no'),
    paint: letter => (letter.replayedAt ? 'dim' : 'yellow'),
  },
]

/** `orion system dead-letters` */
export class SystemDeadLettersCommand extends ListCommand {
  static override paths = [['system', 'dead-letters']]
  static override usage = Command.Usage({
    category: 'System',
    description: 'List the events and jobs that services gave up, newest first',
    details: `
      Needs an administrator. When a service does not answer, the letters of the others are listed, a warning
      names the service, and the exit code is 1. The columns of \`plain\` are: id, service, kind, name, error,
      tries, moment it was given up, moment it was last tried again.
    `,
    examples: [
      ['What waits to be tried again', '$0 system dead-letters --waiting'],
      ['What one service gave up', '$0 system dead-letters --service publisher --format json'],
    ],
  })

  service = Option.Array('--service', {
    description: `Only of this service; may be repeated: ${listChoices(ServiceName)}`,
  })
  waiting = Option.Boolean('--waiting', false, { description: 'Only those that were not tried again yet' })

  protected async perform({ api, output }: App): Promise<void> {
    const limit = this.count()
    const filter = {
      services: parseChoices('--service', this.service, ServiceName),
      isReplayed: this.waiting ? false : undefined,
    }
    const silent = new Map<string, string>()
    const { items, hasMore } = await readPages(limit, async (first, after) => {
      const { deadLetters } = await api.query(DeadLettersDocument, { first, after, filter })
      for (const { service, message } of deadLetters.missing) silent.set(wordOf(service), message)
      return deadLetters
    })
    output.list(columns, items, { empty: 'There are no such dead letters.' })
    this.remarkMore(output, hasMore)
    for (const [service, message] of silent)
      api.missing.push({ path: ['deadLetters', service], message, code: 'SERVICE_UNAVAILABLE' })
  }
}
