import { spawn, spawnSync } from 'node:child_process'
import type { Orion } from './orion.ts'
import { eventually, type Finished } from './orion.ts'

/** A command in a terminal, as a person sees it. */
export interface TerminalSession {
  /** All that was written to the terminal so far, control sequences included. */
  screen(): string
  /** Waits until the screen shows this. */
  shows(text: string | RegExp): Promise<void>
  type(text: string): void
  finished: Promise<Pick<Finished, 'code'>>
}

/** True where a pseudo terminal can be had: `script` of util-linux. */
export const hasTerminals = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes(
  'util-linux',
)

/** Starts the command in a pseudo terminal of 100 columns and 40 rows. */
export function openTerminal(
  orion: Orion,
  args: string[],
  env: Record<string, string> = {},
): TerminalSession {
  const quoted = [process.execPath, orion.bundle, ...args].map(word => `'${word}'`).join(' ')
  const child = spawn('script', ['-qefc', `stty cols 100 rows 40; exec ${quoted}`, '/dev/null'], {
    env: { ...orion.environment, TERM: 'xterm-256color', SHELL: '/bin/sh', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let written = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written += text
  })
  const finished = new Promise<{ code: number | null }>(resolve =>
    child.on('close', code => resolve({ code })),
  )
  return {
    screen: () => written,
    shows: async text => {
      await eventually(() => (typeof text === 'string' ? written.includes(text) : text.test(written)))
    },
    type: text => {
      child.stdin.write(text)
    },
    finished,
  }
}
