import { Command, Option } from 'clipanion'
import { readPages } from '../../api/pages.ts'
import type { App } from '../../app.ts'
import { type ContentRowFragment, ContentStatus, ContentsDocument } from '../../generated/graphql.ts'
import { paintOfStatus } from '../../output/paint.ts'
import type { Column } from '../../output/table.ts'
import { showAge } from '../../output/time.ts'
import { ListCommand } from '../list-command.ts'
import { listChoices, parseChoices } from '../option-values.ts'

const columns: Column<ContentRowFragment>[] = [
  { header: 'ID', value: content => content.id },
  { header: 'TITLE', value: content => content.title, flexible: true },
  { header: 'STATUS', value: content => content.status, paint: content => paintOfStatus(content.status) },
  {
    header: 'WAITS AT',
    value: content => content.openGate?.stage,
    show: content => (content.openGate ? `${content.openGate.stage.toLowerCase()} gate` : ''),
    paint: () => 'yellow',
  },
  {
    header: 'STAGE',
    optional: true,
    value: stageOf,
    show: content => (stageOf(content) ?? '').toLowerCase(),
  },
  {
    header: 'PLATFORM',
    optional: true,
    value: content => content.platform,
    show: content => content.platform.toLowerCase(),
  },
  {
    header: 'CHANGED',
    optional: true,
    value: content => content.updatedAt,
    show: content => showAge(content.updatedAt),
  },
]

/** `orion content list` */
export class ContentListCommand extends ListCommand {
  static override paths = [['content', 'list']]
  static override usage = Command.Usage({
    category: 'Content',
    description: 'List contents, newest first',
    details: `
      The columns of \`plain\` are: id, title, status, gate that waits, stage at work, platform, moment of the last
      change.
    `,
    examples: [
      ['Everything', '$0 content list --all'],
      ['What waits for its last review', '$0 content list --status review'],
      [
        'The ids of what waits at any gate',
        `$0 content list --all --format json | jq -r '.[] | select(.openGate) | .id'`,
      ],
    ],
  })

  status = Option.Array('--status', {
    description: `Only this status; may be repeated: ${listChoices(ContentStatus)}`,
  })
  search = Option.String('--search', { description: 'Only contents with this text in the title' })
  trend = Option.String('--trend', { description: 'Only contents made from the trend with this id' })

  protected async perform({ api, output }: App): Promise<void> {
    const limit = this.count()
    const filter = {
      status: parseChoices('--status', this.status, ContentStatus),
      search: this.search,
      trendId: this.trend,
    }
    const { items, hasMore } = await readPages(limit, async (first, after) => {
      const { contents } = await api.query(ContentsDocument, { first, after, filter })
      return contents
    })
    output.list(columns, items, {
      empty: 'There are no such contents. `orion content generate TREND_ID` makes one.',
    })
    this.remarkMore(output, hasMore)
  }
}

function stageOf({ currentRun }: ContentRowFragment): string | undefined {
  return currentRun?.stages.findLast(({ status }) => status === 'RUNNING')?.stage
}
