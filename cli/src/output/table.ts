import type { Paint, Painter } from './paint.ts'
import { cleanLine, columnsOf, pad, shorten } from './text.ts'

/** A column of a list: what stands in it, as a value for programs and as people like to read it. */
export interface Column<Item> {
  header: string
  /** The exact value, as `plain` prints it. */
  value: (item: Item) => string | number | boolean | null | undefined
  /** How a table shows it; the value itself by default. */
  show?: (item: Item) => string
  paint?: (item: Item) => Paint | undefined
  align?: 'right'
  /** May be cut short when the terminal is too narrow. */
  flexible?: boolean
}

const gap = '  '

/**
 * Lines of a table with a header. When the terminal is too narrow, flexible columns shrink alike, to 12 columns
 * at least; what is then still too wide is left to the terminal.
 */
export function renderTable<Item>(
  columns: readonly Column<Item>[],
  items: readonly Item[],
  terminalColumns: number,
  paint: Painter,
): string[] {
  const cells = items.map(item =>
    columns.map(column => cleanLine(column.show?.(item) ?? textOf(column, item))),
  )
  const widths = fit(
    columns.map(({ header }, index) =>
      Math.max(columnsOf(header), ...cells.map(row => columnsOf(row[index] ?? ''))),
    ),
    columns.map(({ flexible }) => flexible ?? false),
    terminalColumns,
  )
  const line = (texts: string[], paintOf: (index: number) => Paint | undefined) =>
    columns
      .map(({ align }, index) => {
        const width = widths[index] ?? 0
        const text = shorten(texts[index] ?? '', width)
        const isLast = index === columns.length - 1
        const painted = paint(text, paintOf(index))
        const fill = ' '.repeat(Math.max(0, width - columnsOf(text)))
        return align === 'right' ? fill + painted : isLast ? painted : painted + fill
      })
      .join(gap)
      .trimEnd()
  return [
    line(
      columns.map(({ header }) => header),
      () => 'bold',
    ),
    ...items.map((item, row) => line(cells[row] ?? [], index => columns[index]?.paint?.(item))),
  ]
}

/** Lines without a header, values separated by tabs: for `cut` and `awk`. */
export function renderPlain<Item>(columns: readonly Column<Item>[], items: readonly Item[]): string[] {
  return items.map(item => columns.map(column => cleanLine(textOf(column, item))).join('\t'))
}

/** Labels and values under each other. */
export function renderPairs(
  pairs: readonly (readonly [label: string, text: string, paint?: Paint])[],
  terminalColumns: number,
  paint: Painter,
): string[] {
  const labelColumns = Math.max(0, ...pairs.map(([label]) => columnsOf(label)))
  return pairs.map(([label, text, colour]) => {
    const room = terminalColumns - labelColumns - gap.length
    return `${paint(pad(label, labelColumns), 'dim')}${gap}${paint(shorten(cleanLine(text), Math.max(12, room)), colour)}`
  })
}

function textOf<Item>(column: Column<Item>, item: Item): string {
  const value = column.value(item)
  return value === null || value === undefined ? '' : String(value)
}

function fit(widths: number[], flexible: boolean[], terminalColumns: number): number[] {
  const total = widths.reduce((sum, width) => sum + width, 0) + gap.length * (widths.length - 1)
  let excess = total - terminalColumns
  const fitted = [...widths]
  while (excess > 0) {
    const widest = Math.max(...fitted.filter((_, index) => flexible[index]), 0)
    const index = fitted.findIndex((width, at) => flexible[at] && width === widest)
    if (index < 0 || widest <= 12) break
    fitted[index] = widest - 1
    excess--
  }
  return fitted
}
