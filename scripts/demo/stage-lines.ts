import { type StageState, secondsOf } from './stages.ts'

const BAR_WIDTH = 24
const REDRAW_MS = 200

/** Writes stages on standard error: in a terminal one line a stage with a bar that grows, else one line when it has ended. */
export class StageLines {
  readonly #out = process.stderr
  readonly #inPlace = this.#out.isTTY === true
  readonly #startedAt: number
  readonly #ticking: NodeJS.Timeout | undefined
  /** The stage whose line is not ended yet. */
  #open: StageState | undefined

  /** @param startedAt what the total is counted from, in milliseconds */
  constructor(startedAt: number) {
    this.#startedAt = startedAt
    if (this.#inPlace) this.#ticking = setInterval(() => this.#redraw(), REDRAW_MS)
  }

  show(state: StageState): void {
    if (!this.#inPlace) {
      if (state.endedAt) this.#out.write(`${this.#lineOf(state)}\n`)
      return
    }
    if (this.#open && this.#open.name !== state.name) this.#out.write('\n')
    this.#out.write(`\r\x1b[2K${this.#lineOf(state)}`)
    this.#open = state
  }

  note(line: string): void {
    this.#endLine()
    this.#out.write(`  ${line}\n`)
  }

  close(): void {
    clearInterval(this.#ticking)
    this.#endLine()
  }

  #redraw(): void {
    if (this.#open && !this.#open.endedAt) this.show(this.#open)
  }

  #endLine(): void {
    if (this.#open) this.#out.write('\n')
    this.#open = undefined
  }

  #lineOf(state: StageState): string {
    const mark = state.failed ? '✗' : state.endedAt ? '✓' : '▸'
    const percent = `${Math.round(state.progress * 100)} %`.padStart(5)
    const took = `${secondsOf(state).toFixed(1)} s`.padStart(7)
    const total = `${((Date.now() - this.#startedAt) / 1000).toFixed(0)} s`
    return `  ${mark} ${state.name.padEnd(11)} ${bar(state.progress)} ${percent} ${took}   (total ${total})`
  }
}

function bar(fraction: number): string {
  const full = Math.round(Math.min(1, Math.max(0, fraction)) * BAR_WIDTH)
  return `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)}`
}
