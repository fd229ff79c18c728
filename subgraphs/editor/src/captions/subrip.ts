import type { CaptionLine } from './caption-lines.ts'
import { timestamp } from './timestamp.ts'

/** Writes caption lines as SubRip (.srt): number, times with a decimal comma, text, blank line. */
export function subRip(lines: readonly CaptionLine[]): string {
  return lines
    .map(({ startSeconds, endSeconds, words }, at) => {
      const text = words.map(word => word.text).join(' ')
      return `${at + 1}\n${timestamp(startSeconds, ',')} --> ${timestamp(endSeconds, ',')}\n${text}\n`
    })
    .join('\n')
}
