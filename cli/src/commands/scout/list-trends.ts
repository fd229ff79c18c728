import { Command, Option } from 'clipanion'
import { readPages } from '../../api/pages.ts'
import type { App } from '../../app.ts'
import { TrendOrder, type TrendRowFragment, TrendStatus, TrendsDocument } from '../../generated/graphql.ts'
import { paintOfStatus } from '../../output/paint.ts'
import type { Column } from '../../output/table.ts'
import { showAge } from '../../output/time.ts'
import { ListCommand } from '../list-command.ts'
import { listChoices, parseChoice, parseChoices } from '../option-values.ts'

const columns: Column<TrendRowFragment>[] = [
  { header: 'ID', value: trend => trend.id },
  {
    header: 'SCORE',
    value: trend => trend.score,
    show: trend => trend.score.toFixed(1),
    align: 'right',
  },
  { header: 'TOPIC', value: trend => trend.topic, flexible: true },
  {
    header: 'SOURCE',
    value: trend => trend.source,
    show: trend => (trend.isSample ? `${trend.source} (sample)` : trend.source),
    flexible: true,
    optional: true,
  },
  { header: 'NICHE', optional: true, value: trend => trend.niche },
  { header: 'STATUS', value: trend => trend.status, paint: trend => paintOfStatus(trend.status) },
  {
    header: 'FOUND',
    optional: true,
    value: trend => trend.detectedAt,
    show: trend => showAge(trend.detectedAt),
  },
]

/** `orion scout list-trends` */
export class ScoutListTrendsCommand extends ListCommand {
  static override paths = [['scout', 'list-trends']]
  static override usage = Command.Usage({
    category: 'Scout',
    description: 'List trends, best first',
    details: 'The columns of `plain` are: id, score, topic, source, niche, status, moment of detection.',
    examples: [
      ['The best trends that can be made into content', '$0 scout list-trends --status active'],
      ['Trends about something', '$0 scout list-trends --search "climate" --all'],
      ['The id of the best one', '$0 scout list-trends --status active --limit 1 --format plain | cut -f1'],
    ],
  })

  status = Option.Array('--status', {
    description: `Only this status; may be repeated: ${listChoices(TrendStatus)}`,
  })
  niche = Option.String('--niche', { description: 'Only trends found for this niche' })
  source = Option.String('--source', { description: 'Only trends seen in this source' })
  search = Option.String('--search', { description: 'Only trends with this text in topic or summary' })
  order = Option.String('--order', { description: 'score (default) or detected-at, newest first' })

  protected async perform({ api, output }: App): Promise<void> {
    const limit = this.count()
    const filter = {
      status: parseChoices('--status', this.status, TrendStatus),
      niche: this.niche,
      source: this.source,
      search: this.search,
    }
    const orderBy = parseChoice('--order', this.order ?? 'score', TrendOrder)
    const { items, hasMore } = await readPages(limit, async (first, after) => {
      const { trends } = await api.query(TrendsDocument, { first, after, filter, orderBy })
      return trends
    })
    output.list(columns, items, {
      empty: 'There are no such trends. `orion scout trigger` looks for new ones.',
    })
    this.remarkMore(output, hasMore)
  }
}
