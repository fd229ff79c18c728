import { Command, Option } from 'clipanion'
import { throwUserErrors } from '../../api/graphql-error.ts'
import type { App } from '../../app.ts'
import { ConflictError } from '../../errors.ts'
import { CancelRunDocument } from '../../generated/graphql.ts'
import { clean } from '../../output/text.ts'
import { readSnapshot } from '../../pipeline/snapshot.ts'
import { OrionCommand } from '../orion-command.ts'

/** `orion content cancel` */
export class ContentCancelCommand extends OrionCommand {
  static override paths = [['content', 'cancel']]
  static override usage = Command.Usage({
    category: 'Content',
    description: 'Cancel the run that makes a content',
    examples: [['Stop it', '$0 content cancel CONTENT_ID --reason "Wrong trend"']],
  })

  id = Option.String({ name: 'CONTENT_ID' })
  reason = Option.String('--reason', { description: 'Why' })

  protected async perform({ api, output }: App): Promise<void> {
    const { content } = await readSnapshot(api, this.id)
    const current = content.currentRun
    if (!current) throw new ConflictError(`“${content.title}” has no run to cancel (${content.status}).`)
    const { cancelRun } = await api.mutate(CancelRunDocument, {
      input: { runId: current.id, reason: this.reason },
    })
    throwUserErrors(cancelRun.userErrors)
    const run = cancelRun.run ?? current
    output.record({
      json: { contentId: content.id, run },
      facts: [
        ['contentId', content.id],
        ['runId', run.id],
        ['status', run.status],
      ],
      show: () => [clean(`Cancelled run ${run.attempt} of “${content.title}”.`)],
    })
  }
}
