import { createInterface } from 'node:readline'
import { type Readable, Writable } from 'node:stream'
import { ReadStream } from 'node:tty'
import { InterruptedError, UsageError } from './errors.ts'

export interface PromptStreams {
  stdin: Readable
  stderr: Writable
  /** Ends the question. */
  signal: AbortSignal
}

/** Where a password could still be on its way, nothing longer is read. */
const longestSecret = 4096

/** True when somebody can be asked something. */
export function canAsk({ stdin }: PromptStreams): boolean {
  return stdin instanceof ReadStream && stdin.isTTY
}

/**
 * Asks for one line on standard error, so that standard output stays clean. `hidden` shows nothing of the answer,
 * also of what is typed before the question appears.
 * Throws InterruptedError on Ctrl-C, at the end of the input, and when the signal is aborted.
 */
export async function ask(
  question: string,
  streams: PromptStreams,
  options: { hidden?: boolean } = {},
): Promise<string> {
  const { stdin, stderr, signal } = streams
  const nothing = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({
    input: stdin,
    output: options.hidden ? nothing : stderr,
    terminal: true,
    historySize: 0,
  })
  const close = () => lines.close()
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.on('SIGINT', close)
      lines.on('close', () => reject(new InterruptedError()))
      signal.addEventListener('abort', close, { once: true })
      if (signal.aborted) close()
      else if (options.hidden) {
        lines.question('', resolve)
        stderr.write(question)
      } else lines.question(question, resolve)
    })
  } catch (error) {
    if (!options.hidden) stderr.write('\n')
    throw error
  } finally {
    signal.removeEventListener('abort', close)
    close()
    if (options.hidden) stderr.write('\n')
  }
}

/** Reads a secret from standard input to its end; one line break at the end does not belong to it. */
export async function readSecret(stdin: Readable): Promise<string> {
  let text = ''
  stdin.setEncoding('utf8')
  for await (const chunk of stdin) {
    text += chunk
    if (text.length > longestSecret)
      throw new UsageError(`Standard input is longer than ${longestSecret} characters: that is no password.`)
  }
  const secret = text.replace(/\r?\n$/, '')
  if (!secret)
    throw new UsageError('Standard input holds no password.', 'Write it there: `… --password-stdin < FILE`.')
  return secret
}
