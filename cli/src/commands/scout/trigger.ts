import { setTimeout as wait } from 'node:timers/promises'
import { Command, Option } from 'clipanion'
import { throwUserErrors } from '../../api/graphql-error.ts'
import type { App } from '../../app.ts'
import { CommandError, NotFoundError } from '../../errors.ts'
import { ExitCode } from '../../exit-codes.ts'
import { ScanDocument, type ScanFieldsFragment, StartScanDocument } from '../../generated/graphql.ts'
import { paintOfStatus } from '../../output/paint.ts'
import { type Column, renderTable } from '../../output/table.ts'
import { showDuration } from '../../output/time.ts'
import { parseWhole } from '../option-values.ts'
import { OrionCommand } from '../orion-command.ts'

type Source = ScanFieldsFragment['sources'][number]

const sourceColumns: Column<Source>[] = [
  { header: 'SOURCE', value: source => source.source, flexible: true },
  { header: 'STATUS', value: source => source.status, paint: source => paintOfStatus(source.status) },
  { header: 'ITEMS', value: source => source.itemsFound, align: 'right' },
  {
    header: 'TIME',
    value: source => source.durationMs,
    show: source => showDuration(source.durationMs / 1000),
    align: 'right',
  },
  { header: 'ERROR', value: source => source.errorMessage ?? '', flexible: true },
]

/** `orion scout trigger` */
export class ScoutTriggerCommand extends OrionCommand {
  static override paths = [['scout', 'trigger']]
  static override usage = Command.Usage({
    category: 'Scout',
    description: 'Scan the sources for trends now',
    details: `
      The scan runs in the background. With \`--wait\` the command ends when the scan does, and reports each source;
      the exit code is 1 when the scan failed. One source that fails does not fail the scan.
    `,
    examples: [
      ['Start a scan', '$0 scout trigger'],
      ['Scan for one niche and see what came of it', '$0 scout trigger --niche tech --limit 10 --wait'],
    ],
  })

  niche = Option.String('--niche', { description: 'Niche to keep trends of; `general` keeps all' })
  limit = Option.String('--limit', {
    description: 'How many trends of each source at most, 1 to 100 (default 20)',
  })
  wait = Option.Boolean('-w,--wait', false, { description: 'Wait for the end of the scan' })

  protected async perform(app: App): Promise<void> {
    const limit =
      this.limit === undefined ? undefined : parseWhole('--limit', this.limit, { min: 1, max: 100 })
    const { startScan } = await app.api.mutate(StartScanDocument, { input: { niche: this.niche, limit } })
    throwUserErrors(startScan.userErrors)
    const started = startScan.scan
    if (!started)
      throw new CommandError(ExitCode.apiError, 'The gateway started no scan and did not say why.')
    const scan = this.wait ? await waitForEnd(app, started) : started
    report(app, scan)
    if (scan.status === 'FAILED')
      throw new CommandError(
        ExitCode.apiError,
        `The scan ${scan.id} failed: ${scan.error ?? 'no reason given'}`,
        {
          hint: 'The sources above tell what happened to each.',
        },
      )
  }
}

/** Asks again and again, ever more slowly, until the scan has ended. */
async function waitForEnd({ api, signal }: App, scan: ScanFieldsFragment): Promise<ScanFieldsFragment> {
  let latest = scan
  for (let pauseMs = 250; latest.status === 'QUEUED' || latest.status === 'RUNNING'; ) {
    await wait(pauseMs, undefined, { signal })
    pauseMs = Math.min(2000, pauseMs * 1.5)
    const answer = await api.query(ScanDocument, { id: scan.id })
    if (!answer.scan) throw new NotFoundError(`The scan ${scan.id} is gone.`)
    latest = answer.scan
  }
  return latest
}

function report({ output }: App, scan: ScanFieldsFragment): void {
  const hasEnded = scan.status === 'COMPLETED' || scan.status === 'FAILED'
  const { sources, ...facts } = scan
  output.record({
    json: scan,
    facts: [
      ...Object.entries(facts),
      ...sources.map(({ source, status }) => [`source.${source}`, status] as const),
    ],
    show: () =>
      hasEnded
        ? [
            ...renderTable(sourceColumns, sources, output.terminal.columns(), output.paint),
            '',
            `Found ${scan.itemsFound} items for the niche ${scan.niche}, ${scan.trendsSaved} of them new trends.`,
          ]
        : [`Scan ${scan.id} is under way for the niche ${scan.niche}.`],
  })
  if (hasEnded && scan.trendsSaved > 0)
    output.remark('`orion scout list-trends --status active` lists the trends.')
  if (!hasEnded) output.remark('`orion scout list-trends` shows what it finds.')
}
