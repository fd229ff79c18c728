import type { CaptionLine } from './caption-lines.ts'
import { timestamp } from './timestamp.ts'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/**
 * Writes caption lines as WebVTT, each word behind the time at which it is said, so that players can show the spoken
 * part of a line. https://www.w3.org/TR/webvtt1/#webvtt-cue-timestamp
 */
export function webVtt(lines: readonly CaptionLine[], language = 'en'): string {
  const cues = lines.map(({ startSeconds, endSeconds, words }) => {
    let latest = timestamp(startSeconds, '.')
    const text = words.map(word => {
      const time = timestamp(word.startSeconds, '.')
      // A timestamp tag must lie behind the one before it and inside the cue.
      const tagged = time > latest && time < timestamp(endSeconds, '.')
      if (tagged) latest = time
      return `${tagged ? `<${time}>` : ''}${escaped(word.text)}`
    })
    return `${timestamp(startSeconds, '.')} --> ${timestamp(endSeconds, '.')}\n${text.join(' ')}\n`
  })
  return `WEBVTT\nKind: captions\nLanguage: ${language}\n\n${cues.join('\n')}`
}
