import { createInterface } from 'node:readline'
import { type Readable, Writable } from 'node:stream'
import { ReadStream } from 'node:tty'
import { InterruptedError, UsageError } from './errors.ts'

export interface PromptStreams {
  stdin: Readable
  stderr: Writable
}

/** Where a password could still be on its way, nothing longer is read. */
const longestSecret = 4096

/** True when somebody can be asked something. */
export function canAsk({ stdin }: PromptStreams): boolean {
  return stdin instanceof ReadStream && stdin.isTTY
}

/**
 * Asks for one line on standard error, so that standard output stays clean. `hidden` shows nothing of the answer.
 * Throws InterruptedError on Ctrl-C and at the end of the input.
 */
export async function ask(
  question: string,
  streams: PromptStreams,
  options: { hidden?: boolean } = {},
): Promise<string> {
  const { stdin, stderr } = streams
  const screen = options.hidden ? new Writable({ write: (_chunk, _encoding, done) => done() }) : stderr
  if (options.hidden) stderr.write(question)
  const lines = createInterface({ input: stdin, output: screen, terminal: true, historySize: 0 })
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.on('SIGINT', () => reject(new InterruptedError()))
      lines.on('close', () => reject(new InterruptedError()))
      lines.question(options.hidden ? '' : question, resolve)
    })
  } catch (error) {
    stderr.write('\n')
    throw error
  } finally {
    lines.close()
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
