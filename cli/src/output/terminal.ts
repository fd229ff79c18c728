import type { Writable } from 'node:stream'
import { WriteStream } from 'node:tty'

/** What the other end of an output stream can show. */
export interface Terminal {
  /** True when a person sees it, and the cursor can be moved. */
  isTerminal: boolean
  hasColour: boolean
  /** True when letters beyond ASCII can be shown. */
  hasUnicode: boolean
  /** Width as it is now; unlimited where nobody looks. */
  columns(): number
  /** Height as it is now; unlimited where nobody looks. */
  rows(): number
}

/**
 * Looks at a stream. Colours follow https://no-color.org and FORCE_COLOR; without either they go to
 * terminals only.
 */
export function terminalOf(stream: Writable, env: Record<string, string | undefined>): Terminal {
  const tty = stream instanceof WriteStream && stream.isTTY ? stream : undefined
  const isTerminal = tty !== undefined && env.TERM !== 'dumb'
  return {
    isTerminal,
    hasColour: env.NO_COLOR ? false : env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : isTerminal,
    hasUnicode: /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || (isTerminal ? '' : 'utf-8')),
    columns: () => tty?.columns || Number.POSITIVE_INFINITY,
    rows: () => tty?.rows || Number.POSITIVE_INFINITY,
  }
}
