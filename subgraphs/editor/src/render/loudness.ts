import { FfmpegError, runFfmpeg } from './ffmpeg.ts'

/** EBU R 128 measurement of a programme. */
export interface Loudness {
  /** −70 or below for silence. */
  readonly integratedLufs: number
  readonly truePeakDbtp: number
  readonly rangeLu: number
}

export interface MeasureOptions {
  readonly timeoutMs: number
  readonly signal?: AbortSignal
  /** Audio filters in front of the measurement. */
  readonly filters?: string
}

function reading(report: string, label: string): number {
  const text = new RegExp(`^\\s*${label}:\\s*(-?(?:\\d+(?:\\.\\d+)?|inf|nan))`, 'm').exec(report)?.[1]
  if (text === '-inf') return Number.NEGATIVE_INFINITY
  return text === undefined ? Number.NaN : Number(text)
}

/** Measures the first audio stream of a file with ffmpeg's ebur128 filter, true peak included. */
export async function measureLoudness(path: string, options: MeasureOptions): Promise<Loudness> {
  const { timeoutMs, signal, filters } = options
  const stderr = await runFfmpeg({
    inputs: [{ path }],
    filterGraph: `[0:a]${filters ? `${filters},` : ''}ebur128=peak=true:framelog=verbose[measured]`,
    options: ['-map', '[measured]'],
    timeoutMs,
    signal,
  })
  const report = stderr.slice(stderr.lastIndexOf('Summary:'))
  const loudness = {
    integratedLufs: reading(report, 'I'),
    truePeakDbtp: reading(report, 'Peak'),
    rangeLu: reading(report, 'LRA'),
  }
  if (Number.isNaN(loudness.integratedLufs) || Number.isNaN(loudness.truePeakDbtp)) {
    throw new FfmpegError('failed', `ebur128 gave no summary for ${path}: ${report.trim().slice(-300)}`)
  }
  return loudness
}
