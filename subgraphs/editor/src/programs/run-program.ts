import { spawn } from 'node:child_process'
import { OrionError } from '@orion/common/errors'

export interface ProgramOptions {
  /** Text for the program's standard input; without it the input is closed at once. */
  readonly input?: string
  /** The program is killed after this long. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal
  /** More output than this ends the program. Default 64 MiB. */
  readonly maxOutputBytes?: number
}

export interface ProgramResult {
  readonly stdout: Buffer
  readonly stderr: string
}

/** A program could not be started, failed, took too long or was aborted. */
export class ProgramError extends OrionError {
  readonly reason: 'missing' | 'failed' | 'timeout' | 'aborted'

  constructor(reason: ProgramError['reason'], message: string, cause?: unknown) {
    super(message, { code: 'PROGRAM', retryable: true, cause })
    this.reason = reason
  }
}

const stderrTailLength = 600

/**
 * Runs one program to its end. Arguments go to it as they are, no shell reads them.
 * @throws {ProgramError} with the last lines of standard error in its message
 */
export function runProgram(
  command: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<ProgramResult> {
  const { input = '', timeoutMs, signal, maxOutputBytes = 64 * 1024 * 1024 } = options
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new ProgramError('aborted', `${command} was not started: the work was aborted`, signal.reason))
      return
    }
    const child = spawn(command, args, { stdio: 'pipe' })
    const stdout: Buffer[] = []
    let stdoutBytes = 0
    let stderr = ''
    let killedBecause: ProgramError | undefined

    const kill = (because: ProgramError): void => {
      killedBecause ??= because
      child.kill('SIGKILL')
    }
    const timer = setTimeout(
      () => kill(new ProgramError('timeout', `${command} did not end within ${timeoutMs} ms and was killed`)),
      timeoutMs,
    )
    const onAbort = (): void => kill(new ProgramError('aborted', `${command} was aborted`, signal?.reason))
    signal?.addEventListener('abort', onAbort, { once: true })
    const settle = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }

    child.stdout.on('data', (chunk: Buffer) => {
      stdout.push(chunk)
      stdoutBytes += chunk.length
      if (stdoutBytes > maxOutputBytes) {
        kill(new ProgramError('failed', `${command} wrote more than ${maxOutputBytes} bytes and was killed`))
      }
    })
    child.stderr.setEncoding('utf8')
    child.stderr.on('data', (text: string) => {
      stderr = (stderr + text).slice(-16_384)
    })
    child.on('error', (error: NodeJS.ErrnoException) => {
      settle()
      const missing = error.code === 'ENOENT'
      const message = missing
        ? `${command} is not installed; install it or choose another provider`
        : `${command} could not be started: ${error.message}`
      reject(new ProgramError(missing ? 'missing' : 'failed', message, error))
    })
    child.on('close', (code, killSignal) => {
      settle()
      if (killedBecause) reject(killedBecause)
      else if (code === 0) resolve({ stdout: Buffer.concat(stdout), stderr })
      else {
        const tail = stderr.trim().slice(-stderrTailLength)
        reject(new ProgramError('failed', `${command} ended with ${killSignal ?? `code ${code}`}: ${tail}`))
      }
    })
    // A program that ends before it has read its input closes the pipe; its exit code tells what happened.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

const known = new Map<string, Promise<boolean>>()

/** True when the program is installed and answers to this argument; found out once, and again after a failure. */
export function programAnswers(command: string, argument: string): Promise<boolean> {
  const key = `${command} ${argument}`
  const answer =
    known.get(key) ??
    runProgram(command, [argument], { timeoutMs: 5000 }).then(
      () => true,
      () => {
        known.delete(key)
        return false
      },
    )
  known.set(key, answer)
  return answer
}
