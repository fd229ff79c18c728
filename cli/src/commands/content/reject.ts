import { Command, Option } from 'clipanion'
import { throwUserErrors } from '../../api/graphql-error.ts'
import type { App } from '../../app.ts'
import { UsageError } from '../../errors.ts'
import { GateDecision, RejectContentDocument } from '../../generated/graphql.ts'
import { gateOrder, nameOfGate } from '../../pipeline/stages.ts'
import { listChoices, needed, parseChoice } from '../option-values.ts'
import { OrionCommand } from '../orion-command.ts'
import { readOpenGate } from './open-gate.ts'
import { contentOf, reportChange } from './result.ts'

/** `orion content reject` */
export class ContentRejectCommand extends OrionCommand {
  static override paths = [['content', 'reject']]
  static override usage = Command.Usage({
    category: 'Content',
    description: 'Reject a content at the gate it waits at',
    details: `
      Says which gate it was. With \`--regenerate\` the content is made again with the reason in the prompt, three
      times at most; \`content regenerate\` does so later.
    `,
    examples: [
      ['Reject', '$0 content reject CONTENT_ID --reason "The facts are wrong"'],
      [
        'Have it made again, and wait for the result',
        '$0 content reject CONTENT_ID --reason "Shorter, please" --regenerate --wait',
      ],
    ],
  })

  id = Option.String({ name: 'CONTENT_ID' })
  reason = Option.String('--reason,--feedback', { description: 'Why; what to do better (needed)' })
  regenerate = Option.Boolean('--regenerate', false, {
    description: 'Make it again with the reason as feedback',
  })
  gate = Option.String('--gate', { description: `Reject only at this gate: ${listChoices(gateOrder)}` })
  wait = Option.Boolean('-w,--wait', false, {
    description: 'With --regenerate: wait until it needs you again or has ended',
  })

  protected async perform(app: App): Promise<void> {
    const reason = needed('--reason', this.reason, 'Say why, and what to do better.')
    if (this.wait && !this.regenerate)
      throw new UsageError('--wait needs --regenerate: a rejected content stays as it is.')
    const expected = this.gate === undefined ? undefined : parseChoice('--gate', this.gate, gateOrder)
    const { gate } = await readOpenGate(app, this.id, expected)
    const { rejectContent } = await app.api.mutate(RejectContentDocument, {
      input: { contentId: this.id, reason, regenerate: this.regenerate },
    })
    throwUserErrors(rejectContent.userErrors)
    const content = contentOf(rejectContent)
    const decided = rejectContent.gate ?? gate
    const again = this.regenerate ? ' It is made again.' : ''
    await reportChange(app, {
      content,
      sentence: `Rejected “${content.title}” at ${nameOfGate(decided.stage)}.${again}`,
      extra: { gate: decided.stage, gateId: decided.id, decision: GateDecision.Reject },
      wait: this.wait,
      next: this.regenerate
        ? `\`orion pipeline watch ${content.id}\` shows how it goes.`
        : `\`orion content regenerate ${content.id} --feedback TEXT\` makes it again.`,
    })
  }
}
