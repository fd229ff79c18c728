import { Option } from 'clipanion'
import { UsageError } from '../errors.ts'
import type { Output } from '../output/output.ts'
import { parseWhole } from './option-values.ts'
import { OrionCommand } from './orion-command.ts'

/** A command that lists: how many items, or all. */
export abstract class ListCommand extends OrionCommand {
  limit = Option.String('--limit', { description: 'How many to list at most (default 20)' })
  all = Option.Boolean('--all', false, { description: 'List all there are' })

  /** How many items to read. Throws UsageError for a wrong or contradicting option. */
  protected count(): number {
    if (this.all && this.limit !== undefined) throw new UsageError('--all and --limit exclude each other.')
    if (this.all) return Number.POSITIVE_INFINITY
    return this.limit === undefined ? 20 : parseWhole('--limit', this.limit, { min: 1, max: 100_000 })
  }

  /** Tells people that the list goes on. */
  protected remarkMore(output: Output, hasMore: boolean): void {
    if (hasMore && output.format === 'table')
      output.remark('There are more: --all lists them, --limit N some.')
  }
}
