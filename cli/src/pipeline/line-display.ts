import type { Writable } from 'node:stream'
import { type Output, toJson } from '../output/output.ts'
import { cleanLine, pad, shorten } from '../output/text.ts'
import type { Format } from '../settings/config-file.ts'
import type { Display } from './display.ts'
import { isProgress, type PipelineEvent } from './event.ts'

/**
 * One line an event: words for people, tab-separated values, or a JSON object.
 *
 * @param withProgress also the events that only tell how far a stage is
 */
export function createLineDisplay(
  stream: Writable,
  output: Output,
  options: { format: Format; withProgress: boolean },
): Display {
  let problem: string | null = null
  return {
    wantsEvents: true,
    showStates() {},
    showEvent(event) {
      if (isProgress(event) && !options.withProgress) return
      stream.write(`${lineOf(event, options.format)}\n`)
    },
    showConnection(next) {
      if (next && !problem) output.remark(next)
      if (!next && problem) output.remark('The connection is back.')
      problem = next
    },
    close() {},
  }
}

function lineOf(event: PipelineEvent, format: Format): string {
  switch (format) {
    case 'json':
      return toJson(event)
    case 'plain':
      return [
        event.time,
        event.contentId,
        event.type,
        event.stage,
        event.status,
        event.progress,
        event.provider,
        event.title,
        event.message,
      ]
        .map(value => cleanLine(String(value ?? '')))
        .join('\t')
    case 'table': {
      const time = new Date(event.time).toTimeString().slice(0, 8)
      const title = pad(shorten(cleanLine(event.title ?? event.contentId ?? ''), 28), 28)
      const progress = event.progress === null ? '' : ` ${Math.round(event.progress * 100)} %`
      return `${time}  ${title}  ${cleanLine(event.message)}${progress}`
    }
  }
}
