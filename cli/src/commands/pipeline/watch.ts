import { Command, Option } from 'clipanion'
import type { App } from '../../app.ts'
import { UsageError } from '../../errors.ts'
import type { Display } from '../../pipeline/display.ts'
import { follow } from '../../pipeline/follow.ts'
import { createLineDisplay } from '../../pipeline/line-display.ts'
import { createLiveDisplay } from '../../pipeline/live-display.ts'
import { untils } from '../../pipeline/outcome.ts'
import { throwUnwanted } from '../../pipeline/wait-for-review.ts'
import { listChoices, parseChoice } from '../option-values.ts'
import { OrionCommand } from '../orion-command.ts'
import { remarkEnding } from '../remark-ending.ts'

/** `orion pipeline watch` */
export class PipelineWatchCommand extends OrionCommand {
  static override paths = [['pipeline', 'watch']]
  static override usage = Command.Usage({
    category: 'Pipeline',
    description: 'Watch the pipeline live',
    details: `
      In a terminal this is a table that moves: the stages of one content, or all contents under way. Piped, and
      with \`--format json\` or \`plain\`, it is one line an event as it happens. A lost connection is opened again,
      and the events missed meanwhile are read from the log.

      The watch of one content ends where \`--until\` says, and in any case where the content comes to its end: the
      exit code is 0 when it ended as asked, 1 otherwise. \`review\` is any gate that waits for a person. The watch
      of all contents ends with Ctrl-C.

      An event in JSON has id, type, time, contentId, title, runId, stage, status, progress, provider and message.
      The columns of \`plain\` are: time, content id, type, stage, status, progress, provider, title, message.
    `,
    examples: [
      ['Everything that is under way', '$0 pipeline watch'],
      ['One content until it is published', '$0 pipeline watch CONTENT_ID'],
      [
        'Wait for the next gate, then decide it',
        '$0 pipeline watch CONTENT_ID --until review && $0 content approve CONTENT_ID',
      ],
      ['Feed another program', '$0 pipeline watch --format json | jq -r .message'],
    ],
  })

  id = Option.String({ name: 'CONTENT_ID', required: false })
  until = Option.String('--until', {
    description: `Where to stop: ${listChoices(untils)} (default published)`,
  })
  progress = Option.Boolean('--progress', false, {
    description: 'Print also how far each stage is, several times a second',
  })

  protected async perform(app: App): Promise<void> {
    if (this.until !== undefined && this.id === undefined)
      throw new UsageError('--until needs a CONTENT_ID: a watch of all contents does not end.')
    const until = parseChoice('--until', this.until ?? 'published', untils)
    const contentId = this.id ?? null
    const display = this.createDisplay(app)
    const ending = await follow(app, { contentId, until, since: null, display })
    throwUnwanted(ending, until)
    remarkEnding(app.output, ending)
  }

  private createDisplay({ context, output, api }: App): Display {
    if (output.format === 'table' && output.terminal.isTerminal)
      return createLiveDisplay(context.stdout, context.env, api, this.id !== undefined)
    return createLineDisplay(context.stdout, output, { format: output.format, withProgress: this.progress })
  }
}
