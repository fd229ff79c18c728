import { stripVTControlCharacters } from 'node:util'

const segmenter = new Intl.Segmenter()
const ascii = /^[\x20-\x7e]*$/
const wide =
  /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]|\ufe0f/u
const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u

/**
 * Text from outside, fit for a terminal: control characters, with which a feed's headline could move the cursor
 * or change colours, and marks that turn the direction of writing are taken out; tabs become spaces.
 */
export function clean(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)\p{Cc}|[\u2028-\u202e\u2066-\u2069\u200e\u200f\u061c]/gu, '')
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return clean(text).replace(/\s*\n\s*/g, ' ')
}

/** How many columns of a terminal the text takes: two for East Asian letters and emoji, none for accents. */
export function columnsOf(text: string): number {
  if (ascii.test(text)) return text.length
  let columns = 0
  for (const { segment } of segmenter.segment(text)) columns += columnsOfLetter(segment)
  return columns
}

/** Cuts the text to so many columns, the last of which then is an ellipsis. */
export function shorten(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text
  if (columns <= 0) return ''
  let taken = 0
  let short = ''
  for (const { segment } of segmenter.segment(text)) {
    taken += columnsOfLetter(segment)
    if (taken > columns - 1) break
    short += segment
  }
  return `${short.trimEnd()}…`
}

/** Fills the text with spaces to so many columns. */
export function pad(text: string, columns: number, side: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, columns - columnsOf(text)))
  return side === 'left' ? text + space : space + text
}

/** Breaks the text into lines of so many columns at most, between words where it can. */
export function wrap(text: string, columns: number): string[] {
  return text.split('\n').flatMap(paragraph => {
    const lines: string[] = []
    let line = ''
    for (const word of paragraph.split(' ')) {
      const longer = line ? `${line} ${word}` : word
      if (line && columnsOf(longer) > columns) {
        lines.push(line)
        line = word
      } else line = longer
    }
    return [...lines, line]
  })
}

function columnsOfLetter(segment: string): number {
  if (zeroWidth.test(segment)) return 0
  return wide.test(segment) ? 2 : 1
}
