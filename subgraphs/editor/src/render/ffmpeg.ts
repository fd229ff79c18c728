import { OrionError } from '@orion/common/errors'
import ffmpeg from 'fluent-ffmpeg'

export interface FfmpegInput {
  readonly path: string
  /** Options in front of this input. */
  readonly options?: readonly string[]
}

export interface FfmpegRun {
  readonly inputs: readonly FfmpegInput[]
  /** Text of a -filter_complex graph. */
  readonly filterGraph?: string
  /** Options of the output. */
  readonly options: readonly string[]
  /** A file, or undefined when only the filters' messages are wanted. */
  readonly output?: string
  /** The process is killed after this long. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal
  /** Called about twice a second with the number of frames written. */
  readonly onFrames?: (frames: number) => void
}

/** ffmpeg is missing, failed, took too long or was aborted. */
export class FfmpegError extends OrionError {
  readonly reason: 'missing' | 'failed' | 'timeout' | 'aborted'

  constructor(reason: FfmpegError['reason'], message: string, cause?: unknown) {
    super(message, { code: 'FFMPEG', retryable: true, cause })
    this.reason = reason
  }
}

const stderrTailLength = 700

function commandFor(run: FfmpegRun): ffmpeg.FfmpegCommand {
  const command = ffmpeg({ stdoutLines: 200 })
  // Options are handed over one by one and never alone: the library splits lone options and arrays at spaces.
  for (const { path, options = [] } of run.inputs)
    command.input(path).inputOptions('-nostdin', '-hide_banner', ...options)
  if (run.filterGraph) command.complexFilter(run.filterGraph)
  return run.output
    ? command.outputOptions('-stats_period', '0.5', ...run.options).output(run.output)
    : command.outputOptions('-f', 'null', ...run.options).output('/dev/null')
}

/**
 * Runs ffmpeg once, through fluent-ffmpeg. Progress is given in frames, since the library's own percentage is wrong for
 * still images.
 * @returns what ffmpeg wrote to standard error, where filters such as ebur128 report
 * @throws {FfmpegError} with the last lines of that
 */
export function runFfmpeg(run: FfmpegRun): Promise<string> {
  const { timeoutMs, signal, onFrames } = run
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new FfmpegError('aborted', 'ffmpeg was not started: the work was aborted', signal.reason))
      return
    }
    const command = commandFor(run)
    let stopped: FfmpegError | undefined
    const stop = (because: FfmpegError): void => {
      stopped ??= because
      command.kill('SIGKILL')
    }
    const timer = setTimeout(
      () => stop(new FfmpegError('timeout', `ffmpeg did not end within ${timeoutMs} ms and was killed`)),
      timeoutMs,
    )
    const onAbort = (): void => stop(new FfmpegError('aborted', 'ffmpeg was aborted', signal?.reason))
    signal?.addEventListener('abort', onAbort, { once: true })
    const settle = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }
    command
      // Killing has no effect before the process is there.
      .on('start', () => stopped && command.kill('SIGKILL'))
      .on('progress', progress => onFrames?.(progress.frames))
      .on('end', (_stdout, stderr) => {
        settle()
        resolve(stderr ?? '')
      })
      .on('error', (error: Error, _stdout, stderr) => {
        settle()
        const missing = /Cannot find ffmpeg|ENOENT/.test(error.message)
        const message = missing
          ? 'ffmpeg is not installed; install it or set FFMPEG_PATH'
          : `ffmpeg failed (${error.message.split('\n')[0]}): ${(stderr ?? '').trim().slice(-stderrTailLength)}`
        reject(stopped ?? new FfmpegError(missing ? 'missing' : 'failed', message, error))
      })
      .run()
  })
}
