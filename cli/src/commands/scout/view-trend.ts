import { Command, Option } from 'clipanion'
import type { App } from '../../app.ts'
import { NotFoundError } from '../../errors.ts'
import { TrendDocument } from '../../generated/graphql.ts'
import { paintOfStatus } from '../../output/paint.ts'
import { renderPairs } from '../../output/table.ts'
import { clean, wrap } from '../../output/text.ts'
import { showAge, showMoment } from '../../output/time.ts'
import { OrionCommand } from '../orion-command.ts'

/** `orion scout view-trend` */
export class ScoutViewTrendCommand extends OrionCommand {
  static override paths = [['scout', 'view-trend']]
  static override usage = Command.Usage({
    category: 'Scout',
    description: 'Show one trend with its text',
    examples: [['Read before you make content of it', '$0 scout view-trend TREND_ID']],
  })

  id = Option.String({ name: 'TREND_ID' })

  protected async perform({ api, output }: App): Promise<void> {
    const { trend } = await api.query(TrendDocument, { id: this.id })
    if (!trend)
      throw new NotFoundError(`There is no trend ${this.id}.`, '`orion scout list-trends` lists them.')
    const columns = output.terminal.columns()
    output.record({
      json: trend,
      facts: Object.entries(trend).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : value,
      ]),
      show: () => [
        output.paint(clean(trend.topic), 'bold'),
        ...renderPairs(
          [
            ['Id', trend.id],
            ['Status', trend.status, paintOfStatus(trend.status)],
            ['Score', trend.score.toFixed(1)],
            ['Niche', trend.niche],
            ['Keywords', trend.keywords.join(', ')],
            ['Sources', trend.sources.join(', ') + (trend.isSample ? ' (sample feed)' : '')],
            ['Address', trend.url ?? ''],
            ['Published', trend.publishedAt ? showMoment(trend.publishedAt) : ''],
            ['Found', `${showMoment(trend.detectedAt)} (${showAge(trend.detectedAt)})`],
            ['Expires', showMoment(trend.expiresAt)],
          ],
          output.paint,
        ),
        ...[trend.text ?? trend.summary ?? '']
          .filter(Boolean)
          .flatMap(text => ['', ...wrap(clean(text), Math.min(columns, 100))]),
      ],
    })
  }
}
