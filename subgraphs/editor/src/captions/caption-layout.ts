import { createCanvas } from '@napi-rs/canvas'
import { type CaptionStyle, captionWidthPx } from './caption-style.ts'
import { canvasFont } from './fonts.ts'

/** How the words of a caption line stand on the screen. */
export interface CaptionLayout {
  /** One to three rows of word indexes. */
  readonly rows: readonly (readonly number[])[]
  /** 1 unless a word is wider than the safe area. */
  readonly scale: number
}

const canvas = createCanvas(8, 8)

/** Width in pixels of text in a caption's font, outline included. */
export function textWidthPx(text: string, style: CaptionStyle): number {
  const context = canvas.getContext('2d')
  context.font = `${style.fontSizePx}px "${canvasFont(style.font)}"`
  return context.measureText(text).width + 2 * style.outlinePx
}

/** All ways to put `count` words into `rows` rows, in order. */
function partitions(count: number, rows: number): number[][] {
  if (rows === 1) return [[count]]
  return Array.from({ length: count - rows + 1 }, (_, at) => at + 1).flatMap(first =>
    partitions(count - first, rows - 1).map(rest => [first, ...rest]),
  )
}

/**
 * Breaks a caption line into as few rows as fit between the margins, the rows as even as possible. A word that alone
 * is too wide makes the line smaller.
 * @param words as they are shown, in capitals if the style has them
 */
export function layOut(words: readonly string[], style: CaptionStyle): CaptionLayout {
  for (let rows = 1; rows <= Math.min(3, words.length); rows++) {
    const fitting = partitions(words.length, rows)
      .map(sizes => {
        let next = 0
        const taken = sizes.map(size => Array.from({ length: size }, () => next++))
        const widest = Math.max(
          ...taken.map(row => textWidthPx(row.map(at => words[at] ?? '').join(' '), style)),
        )
        return { rows: taken, widest }
      })
      .sort((a, b) => a.widest - b.widest)[0]
    if (fitting && (fitting.widest <= captionWidthPx || rows === Math.min(3, words.length))) {
      return { rows: fitting.rows, scale: Math.min(1, captionWidthPx / fitting.widest) }
    }
  }
  return { rows: [], scale: 1 }
}
