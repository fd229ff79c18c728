import { Command, Option } from 'clipanion'
import { throwUserErrors } from '../../api/graphql-error.ts'
import type { App } from '../../app.ts'
import { RegenerateContentDocument } from '../../generated/graphql.ts'
import { needed } from '../option-values.ts'
import { OrionCommand } from '../orion-command.ts'
import { contentOf, reportChange } from './result.ts'

/** `orion content regenerate` */
export class ContentRegenerateCommand extends OrionCommand {
  static override paths = [['content', 'regenerate']]
  static override usage = Command.Usage({
    category: 'Content',
    description: 'Make a rejected content again',
    details: 'The feedback becomes part of the prompt. A content can be made again three times at most.',
    examples: [
      [
        'Say what to do better',
        '$0 content regenerate CONTENT_ID --feedback "A stronger first sentence" --wait',
      ],
    ],
  })

  id = Option.String({ name: 'CONTENT_ID' })
  feedback = Option.String('--feedback', { description: 'What to do better (needed)' })
  wait = Option.Boolean('-w,--wait', false, { description: 'Wait until it needs you again or has ended' })

  protected async perform(app: App): Promise<void> {
    const feedback = needed('--feedback', this.feedback, 'Say what to do better.')
    const { regenerateContent } = await app.api.mutate(RegenerateContentDocument, {
      input: { contentId: this.id, feedback },
    })
    throwUserErrors(regenerateContent.userErrors)
    const content = contentOf(regenerateContent)
    await reportChange(app, {
      content,
      sentence: `“${content.title}” is made again.`,
      wait: this.wait,
      next: `\`orion pipeline watch ${content.id}\` shows how it goes.`,
    })
  }
}
