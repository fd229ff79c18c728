import { Command, Option } from 'clipanion'
import { throwUserErrors } from '../../api/graphql-error.ts'
import type { App } from '../../app.ts'
import { ConflictError } from '../../errors.ts'
import { DecideGateDocument, GateDecision, GateStage } from '../../generated/graphql.ts'
import { showMoment } from '../../output/time.ts'
import { gateOrder, nameOfGate } from '../../pipeline/stages.ts'
import { listChoices, parseChoice, parseMoment } from '../option-values.ts'
import { OrionCommand } from '../orion-command.ts'
import { readOpenGate } from './open-gate.ts'
import { contentOf, reportChange } from './result.ts'

/** `orion content approve` */
export class ContentApproveCommand extends OrionCommand {
  static override paths = [['content', 'approve']]
  static override usage = Command.Usage({
    category: 'Content',
    description: 'Approve the gate a content waits at',
    details: `
      A content waits at up to four gates: strategist (the script), creator (the visual prompts), analyst (the
      analysis), and video. This decides the one that is open, and says which. After the video gate the content is
      published, at once or at the time of \`--publish-at\`.

      The exit code is 6 when the content waits at no gate, at another one than \`--gate\` names, or when somebody
      else was faster.
    `,
    examples: [
      ['Look, then approve', '$0 content view CONTENT_ID && $0 content approve CONTENT_ID'],
      ['Approve, and wait for the next gate or the end', '$0 content approve CONTENT_ID --wait'],
      [
        'Publish tomorrow evening',
        '$0 content approve CONTENT_ID --gate video --publish-at 2026-03-01T18:00',
      ],
    ],
  })

  id = Option.String({ name: 'CONTENT_ID' })
  gate = Option.String('--gate', { description: `Approve only at this gate: ${listChoices(gateOrder)}` })
  note = Option.String('--note', { description: 'A note for the history' })
  publishAt = Option.String('--publish-at', {
    description: 'When to publish (video gate only); at once by default',
  })
  account = Option.Array('--account', {
    description:
      'Id of an account to publish to (video gate only); all active ones by default; may be repeated',
  })
  wait = Option.Boolean('-w,--wait', false, { description: 'Wait until it needs you again or has ended' })

  protected async perform(app: App): Promise<void> {
    const expected = this.gate === undefined ? undefined : parseChoice('--gate', this.gate, gateOrder)
    const publishAt = this.publishAt === undefined ? undefined : parseMoment('--publish-at', this.publishAt)
    const { content: waiting, gate } = await readOpenGate(app, this.id, expected)
    if (gate.stage !== GateStage.Video && (publishAt || this.account))
      throw new ConflictError(
        `“${waiting.title}” waits at ${nameOfGate(gate.stage)}: it cannot be published from there.`,
        'Leave out --publish-at and --account, and give them at the video gate.',
      )
    const { decideGate } = await app.api.mutate(DecideGateDocument, {
      input: {
        gateId: gate.id,
        decision: GateDecision.Approve,
        feedback: this.note,
        publishAt,
        accountIds: this.account,
      },
    })
    throwUserErrors(decideGate.userErrors)
    const content = contentOf(decideGate)
    const when = publishAt ? ` It will be published at ${showMoment(publishAt)}.` : ''
    await reportChange(app, {
      content,
      sentence: `Approved ${nameOfGate(gate.stage)} of “${content.title}”.${when}`,
      extra: { gate: gate.stage, gateId: gate.id, decision: GateDecision.Approve },
      wait: this.wait,
      next: `\`orion pipeline watch ${content.id}\` shows how it goes on.`,
    })
  }
}
