import { Command } from 'clipanion'
import { type PartHealth, readHealth } from '../../api/health.ts'
import type { App } from '../../app.ts'
import { CommandError } from '../../errors.ts'
import { ExitCode } from '../../exit-codes.ts'
import { paintOfStatus } from '../../output/paint.ts'
import { type Column, renderTable } from '../../output/table.ts'
import { OrionCommand } from '../orion-command.ts'

const columns: Column<PartHealth>[] = [
  { header: 'PART', value: part => part.name },
  { header: 'STATUS', value: part => part.status, paint: part => paintOfStatus(part.status) },
  { header: 'DETAIL', value: part => part.detail, flexible: true },
]

/** `orion system health` */
export class SystemHealthCommand extends OrionCommand {
  static override paths = [['system', 'health']]
  static override usage = Command.Usage({
    category: 'System',
    description: 'Check the gateway and everything behind it',
    details: `
      Asks the gateway whether it runs and is ready, and how each service behind it is. Needs no sign-in;
      administrators who are signed in also see databases, queues, versions and reasons. The exit
      code is 0 when all is well, 1 when something is not, 3 when the gateway does not answer.
    `,
    examples: [
      ['Is everything up?', '$0 system health'],
      ['Wait until it is', 'until $0 system health --quiet > /dev/null 2>&1; do sleep 1; done'],
    ],
  })

  protected async perform(app: App): Promise<void> {
    const { output, settings } = app
    const health = await readHealth(app)
    const ill = health.parts.filter(({ isWell }) => !isWell)
    output.record({
      json: health,
      facts: [['system', health.status], ...health.parts.map(({ name, status }) => [name, status] as const)],
      show: () => renderTable(columns, health.parts, output.terminal.columns(), output.paint),
    })
    if (ill.length > 0)
      throw new CommandError(
        ExitCode.apiError,
        `Not well at ${settings.gateway}: ${ill.map(({ name, status }) => `${name} (${status})`).join(', ')}.`,
      )
  }
}
