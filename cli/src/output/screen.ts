import type { Writable } from 'node:stream'
import type { Terminal } from './terminal.ts'

/** Without a cursor, and with long lines cut by the terminal: one that went on below would spoil the counting. */
const enter = '\u001b[?25l\u001b[?7l'
const leave = '\u001b[?7h\u001b[?25h'
const eraseLine = '\u001b[2K'
const eraseBelow = '\u001b[J'

/** Lines at the end of a terminal that are drawn again and again in place. */
export class Screen {
  private readonly stream: Writable
  private readonly terminal: Terminal
  private drawn: readonly string[] = []

  constructor(stream: Writable, terminal: Terminal) {
    this.stream = stream
    this.terminal = terminal
    stream.write(enter)
  }

  /** Draws lines in place of the former ones. Nothing is sent when all are the same. */
  draw(lines: readonly string[]): void {
    const room = this.terminal.rows() - 1
    const visible = lines.slice(0, Math.max(1, room))
    if (visible.length === this.drawn.length && visible.every((line, index) => line === this.drawn[index]))
      return
    const up = this.drawn.length > 0 ? `\u001b[${this.drawn.length}A` : ''
    this.stream.write(`${up}${visible.map(line => `${eraseLine}${line}\n`).join('')}${eraseBelow}`)
    this.drawn = visible
  }

  /** Leaves the last lines where they are, and gives the cursor back. The `^C` of an interruption goes. */
  close(): void {
    this.stream.write(`\r${eraseLine}${leave}`)
  }
}
