import type { SKRSContext2D } from '@napi-rs/canvas'

export interface TitleBox {
  readonly widthPx: number
  readonly maxRows: number
  readonly largestPx: number
  readonly smallestPx: number
  /** Name of a registered font. */
  readonly font: string
}

export interface TitleLayout {
  readonly rows: readonly string[]
  readonly sizePx: number
}

const fontOf = (sizePx: number, font: string): string => `${sizePx}px "${font}", sans-serif`

/** Breaks text where a row is full. */
function wrap(context: SKRSContext2D, words: readonly string[], widthPx: number): string[] {
  const rows: string[] = []
  for (const word of words) {
    const row = rows.at(-1)
    if (row !== undefined && context.measureText(`${row} ${word}`).width <= widthPx)
      rows[rows.length - 1] = `${row} ${word}`
    else rows.push(word)
  }
  return rows
}

/**
 * Finds the largest size at which a title fits its box, in steps of 4 px; at the smallest size the text is cut and ends
 * in an ellipsis.
 */
export function layOutTitle(context: SKRSContext2D, title: string, box: TitleBox): TitleLayout {
  const words = title.split(/\s+/u).filter(Boolean)
  for (let sizePx = box.largestPx; sizePx >= box.smallestPx; sizePx -= 4) {
    context.font = fontOf(sizePx, box.font)
    const rows = wrap(context, words, box.widthPx)
    const fits = rows.every(row => context.measureText(row).width <= box.widthPx)
    if (fits && rows.length <= box.maxRows) return { rows, sizePx }
  }
  context.font = fontOf(box.smallestPx, box.font)
  const rows = wrap(context, words, box.widthPx)
    .slice(0, box.maxRows)
    .map(row => shortened(context, row, box.widthPx))
  const last = rows.pop() ?? ''
  return {
    rows: [...rows, shortened(context, `${last.replace(/[\s.,;:…]+$/u, '')}…`, box.widthPx)],
    sizePx: box.smallestPx,
  }
}

function shortened(context: SKRSContext2D, row: string, widthPx: number): string {
  let letters = [...row]
  while (letters.length > 1 && context.measureText(letters.join('')).width > widthPx)
    letters = [...letters.slice(0, -2), '…']
  return letters.join('')
}

/** Draws rows of text from a point at the top left, white with a dark rim. */
export function drawTitle(
  context: SKRSContext2D,
  { rows, sizePx }: TitleLayout,
  font: string,
  x: number,
  y: number,
): void {
  context.font = fontOf(sizePx, font)
  context.textBaseline = 'alphabetic'
  context.lineJoin = 'round'
  context.strokeStyle = 'rgba(0, 0, 0, 0.85)'
  context.lineWidth = sizePx * 0.14
  context.fillStyle = '#ffffff'
  rows.forEach((row, at) => {
    const baseline = y + sizePx * 0.8 + at * rowHeight(sizePx)
    context.strokeText(row, x, baseline)
    context.fillText(row, x, baseline)
  })
}

/** Distance between the rows of a title. */
export function rowHeight(sizePx: number): number {
  return sizePx * 1.12
}
