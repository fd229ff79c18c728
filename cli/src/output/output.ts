import type { Writable } from 'node:stream'
import type { Format } from '../settings/config-file.ts'
import { type Painter, painterFor } from './paint.ts'
import { type Column, renderPlain, renderTable } from './table.ts'
import { type Terminal, terminalOf } from './terminal.ts'
import { clean, cleanLine } from './text.ts'

/** A fact of a record: a stable name for programs, and its value. */
export type Fact = readonly [name: string, value: string | number | boolean | null | undefined]

/**
 * Where a command's results and remarks go: results to standard output in the chosen format, remarks to
 * standard error, where they never get in the way of a program that reads the results.
 */
export class Output {
  readonly format: Format
  readonly quiet: boolean
  readonly terminal: Terminal
  readonly errorTerminal: Terminal
  readonly paint: Painter
  readonly stdout: Writable
  readonly stderr: Writable

  constructor(
    streams: { stdout: Writable; stderr: Writable; env: Record<string, string | undefined> },
    settings: { format: Format; quiet: boolean },
  ) {
    this.format = settings.format
    this.quiet = settings.quiet
    this.stdout = streams.stdout
    this.stderr = streams.stderr
    this.terminal = terminalOf(streams.stdout, streams.env)
    this.errorTerminal = terminalOf(streams.stderr, streams.env)
    this.paint = painterFor(this.terminal.hasColour && settings.format === 'table')
  }

  /** Prints a list: a table, an array, or a line an item. */
  list<Item>(columns: readonly Column<Item>[], items: readonly Item[], options: { empty: string }): void {
    if (this.format === 'json') this.json(items)
    else if (this.format === 'plain') this.lines(renderPlain(columns, items))
    else if (items.length === 0) this.remark(options.empty)
    else this.lines(renderTable(columns, items, this.terminal.columns(), this.paint))
  }

  /**
   * Prints one thing: `show` draws it for people, `facts` are lines of `name<TAB>value`, `json` is the thing
   * itself.
   */
  record(record: { json: unknown; facts: readonly Fact[]; show: () => string[] }): void {
    if (this.format === 'json') this.json(record.json)
    else if (this.format === 'plain')
      this.lines(record.facts.map(([name, value]) => `${name}\t${cleanLine(String(value ?? ''))}`))
    else this.lines(record.show())
  }

  /** Writes lines that are already fit for the stream. */
  lines(lines: readonly string[]): void {
    if (lines.length > 0) this.stdout.write(`${lines.join('\n')}\n`)
  }

  /** Writes one JSON document. */
  json(value: unknown): void {
    this.stdout.write(`${toJson(value, 2)}\n`)
  }

  /** Says something beside the result, unless `--quiet`. */
  remark(text: string): void {
    if (!this.quiet) this.stderr.write(`${clean(text)}\n`)
  }

  /** Warns beside the result, also when `--quiet`. */
  warn(text: string): void {
    const paint = painterFor(this.errorTerminal.hasColour)
    this.stderr.write(`${paint('warning:', 'yellow')} ${clean(text)}\n`)
  }
}

/** JSON in which the characters that some terminals obey are escaped, C1 controls among them. */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
