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
  /** May be left out when the terminal is too narrow all the same; the last such column goes first. */
  optional?: boolean
}

const gap = '  '
/** To how many columns a flexible column may shrink. */
const leastFlexible = 12

/**
 * Lines of a table with a header. When the terminal is too narrow, flexible columns shrink alike, to 12 columns
 * at least; then optional columns are left out; what is still too wide is left to the terminal.
 */
export function renderTable<Item>(
  columns: readonly Column<Item>[],
  items: readonly Item[],
  terminalColumns: number,
  paint: Painter,
): string[] {
  const shown = chooseColumns(
    columns.map(column => measure(column, items)),
    terminalColumns,
  )
  const widths = fit(shown, terminalColumns)
  const line = (
    textOf: (cells: Cells<Item>) => string,
    paintOf: (column: Column<Item>) => Paint | undefined,
  ) =>
    shown
      .map((cells, index) => {
        const width = widths[index] ?? 0
        const text = shorten(textOf(cells), width)
        const painted = paint(text, paintOf(cells.column))
        const fill = ' '.repeat(width - columnsOf(text))
        return cells.column.align === 'right' ? fill + painted : painted + fill
      })
      .join(gap)
      .trimEnd()
  return [
    line(
      ({ column }) => column.header,
      () => 'bold',
    ),
    ...items.map((item, row) =>
      line(
        ({ texts }) => texts[row] ?? '',
        column => column.paint?.(item),
      ),
    ),
  ]
}

/** Lines without a header, values separated by tabs: for `cut` and `awk`. */
export function renderPlain<Item>(columns: readonly Column<Item>[], items: readonly Item[]): string[] {
  return items.map(item => columns.map(column => cleanLine(textOf(column, item))).join('\t'))
}

/** Labels and values under each other. Values are never cut: there are addresses among them. */
export function renderPairs(
  pairs: readonly (readonly [label: string, text: string, paint?: Paint])[],
  paint: Painter,
): string[] {
  const labelColumns = Math.max(0, ...pairs.map(([label]) => columnsOf(label)))
  return pairs.map(([label, text, colour]) =>
    `${paint(pad(label, labelColumns), 'dim')}${gap}${paint(cleanLine(text), colour)}`.trimEnd(),
  )
}

function textOf<Item>(column: Column<Item>, item: Item): string {
  const value = column.value(item)
  return value === null || value === undefined ? '' : String(value)
}

/** A column with its texts and the width of the widest. */
interface Cells<Item> {
  column: Column<Item>
  texts: string[]
  width: number
}

function measure<Item>(column: Column<Item>, items: readonly Item[]): Cells<Item> {
  const texts = items.map(item => cleanLine(column.show?.(item) ?? textOf(column, item)))
  return { column, texts, width: Math.max(columnsOf(column.header), ...texts.map(columnsOf)) }
}

function chooseColumns<Item>(all: Cells<Item>[], terminalColumns: number): Cells<Item>[] {
  const least = all.map(({ column, width }) => (column.flexible ? Math.min(width, leastFlexible) : width))
  const last = all.findLastIndex(({ column }) => column.optional)
  if (last < 0 || totalOf(least) <= terminalColumns) return all
  return chooseColumns(
    all.filter((_, index) => index !== last),
    terminalColumns,
  )
}

function fit<Item>(cells: Cells<Item>[], terminalColumns: number): number[] {
  const fitted = cells.map(({ width }) => width)
  for (let excess = totalOf(fitted) - terminalColumns; excess > 0; excess--) {
    const widest = Math.max(...fitted.filter((_, index) => cells[index]?.column.flexible), 0)
    const index = fitted.findIndex((width, at) => cells[at]?.column.flexible && width === widest)
    if (index < 0 || widest <= leastFlexible) break
    fitted[index] = widest - 1
  }
  return fitted
}

function totalOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + gap.length * (widths.length - 1)
}
