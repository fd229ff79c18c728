import { Command, Option } from 'clipanion'
import { throwUserErrors } from '../../api/graphql-error.ts'
import type { App } from '../../app.ts'
import { RetryContentDocument } from '../../generated/graphql.ts'
import { OrionCommand } from '../orion-command.ts'
import { contentOf, reportChange } from './result.ts'

/** `orion content retry` */
export class ContentRetryCommand extends OrionCommand {
  static override paths = [['content', 'retry']]
  static override usage = Command.Usage({
    category: 'Content',
    description: 'Start a failed content again',
    details: 'Begins at the stage that failed; what was finished before is kept.',
    examples: [['Try again, and watch', '$0 content retry CONTENT_ID --wait']],
  })

  id = Option.String({ name: 'CONTENT_ID' })
  wait = Option.Boolean('-w,--wait', false, { description: 'Wait until it needs you or has ended' })

  protected async perform(app: App): Promise<void> {
    const { retryContent } = await app.api.mutate(RetryContentDocument, { input: { contentId: this.id } })
    throwUserErrors(retryContent.userErrors)
    const content = contentOf(retryContent)
    await reportChange(app, {
      content,
      sentence: `“${content.title}” is started again.`,
      wait: this.wait,
      next: `\`orion pipeline watch ${content.id}\` shows how it goes.`,
    })
  }
}
