import { setTimeout as wait } from 'node:timers/promises'
import { Command, Option } from 'clipanion'
import { throwUserErrors } from '../../api/graphql-error.ts'
import type { App } from '../../app.ts'
import { UsageError } from '../../errors.ts'
import {
  type GateStage,
  GenerateContentDocument,
  type GenerateContentInput,
  type ProgressFieldsFragment,
  TargetPlatform,
  TrendDocument,
  VisualStyle,
} from '../../generated/graphql.ts'
import { gateOrder } from '../../pipeline/stages.ts'
import { listChoices, parseChoice, parseWhole } from '../option-values.ts'
import { OrionCommand } from '../orion-command.ts'
import { contentOf, reportChange } from './result.ts'

const mostTries = 10
const pauseMs = 500

/** `orion content generate` */
export class ContentGenerateCommand extends OrionCommand {
  static override paths = [['content', 'generate']]
  static override usage = Command.Usage({
    category: 'Content',
    description: 'Make content from a trend',
    details: `
      Starts the pipeline and returns at once. With \`--watch\` the command shows how it goes, and ends when the
      content waits for you at a gate or has come to its end.

      A person decides each gate, unless \`--pass\` says from which score on it passes by itself: \`--pass
      strategist=0.7\`. \`--pass all=0\` leaves nothing to decide.
    `,
    examples: [
      ['Make a short and follow it to its first gate', '$0 content generate TREND_ID --watch'],
      [
        'Choose how it looks and speaks',
        '$0 content generate TREND_ID --platform tiktok --style anime --tone "dry and witty" --seconds 30',
      ],
      [
        'Decide on the finished video only',
        '$0 content generate TREND_ID --pass strategist=0 --pass creator=0 --pass analyst=0 --watch',
      ],
    ],
  })

  trendId = Option.String({ name: 'TREND_ID' })
  platform = Option.String('--platform', {
    description: `What it is made for: ${listChoices(TargetPlatform)}`,
  })
  style = Option.String('--style', { description: `How it looks: ${listChoices(VisualStyle)}` })
  tone = Option.String('--tone', { description: 'How it speaks, in your words' })
  seconds = Option.String('--seconds', { description: 'How long it should be' })
  pass = Option.Array('--pass', {
    description: `GATE=SCORE: let a gate pass by itself from this score (0 to 1) on; gates: ${listChoices(gateOrder)}, all`,
  })
  watch = Option.Boolean('-w,--watch', false, {
    description: 'Show how it goes until it needs you or has ended',
  })

  protected async perform(app: App): Promise<void> {
    const input = {
      trendId: this.trendId,
      platform:
        this.platform === undefined ? undefined : parseChoice('--platform', this.platform, TargetPlatform),
      style: this.style === undefined ? undefined : parseChoice('--style', this.style, VisualStyle),
      tone: this.tone,
      targetSeconds:
        this.seconds === undefined ? undefined : parseWhole('--seconds', this.seconds, { min: 1, max: 600 }),
      gates: this.pass?.flatMap(parsePolicy),
    }
    const content = await generate(app, input)
    await reportChange(app, {
      content,
      sentence: `Content ${content.id} is under way: ${content.title}`,
      wait: this.watch,
      next: `\`orion pipeline watch ${content.id}\` shows how it goes.`,
    })
  }
}

/**
 * Starts the content. The service that makes contents hears of a new trend a moment after the one that found it:
 * a trend that exists, but is not known there yet, is asked for again.
 */
async function generate({ api, signal }: App, input: GenerateContentInput): Promise<ProgressFieldsFragment> {
  for (let tries = 1; ; tries++) {
    const { generateContent } = await api.mutate(GenerateContentDocument, { input })
    const isUnknown = generateContent.userErrors.some(({ code }) => code === 'NOT_FOUND')
    if (!isUnknown || tries === mostTries || !(await api.query(TrendDocument, { id: input.trendId })).trend) {
      throwUserErrors(generateContent.userErrors)
      return contentOf(generateContent)
    }
    await wait(pauseMs, undefined, { signal })
  }
}

function parsePolicy(text: string): { stage: GateStage; passAt: number }[] {
  const [gate = '', score = ''] = text.split('=')
  const passAt = score.trim() === '' ? Number.NaN : Number(score)
  if (!(passAt >= 0 && passAt <= 1))
    throw new UsageError(
      `--pass is \`${text}\`.`,
      'Give a gate and a score from 0 to 1, such as strategist=0.7.',
    )
  const stages =
    gate === 'all' ? Object.values(gateOrder) : [parseChoice('The gate of --pass', gate, gateOrder)]
  return stages.map(stage => ({ stage, passAt }))
}
