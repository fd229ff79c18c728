import { runFfmpeg } from '../render/ffmpeg.ts'
import { type Loudness, measureLoudness } from '../render/loudness.ts'
import { probeVideo, type VideoProbe } from '../render/probe.ts'

/** Everything about a finished file that rules ask for. */
export interface VideoMeasurement extends VideoProbe {
  readonly loudness: Loudness | undefined
  /** 0 when there is none of 0.3 s or more. */
  readonly longestBlackSeconds: number
  readonly longestSilenceSeconds: number
}

export interface MeasureVideoOptions {
  /** For each of three programs that run one after the other. Default 120 s. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

function longest(report: string, label: string): number {
  const found = [...report.matchAll(new RegExp(`${label}:\\s*(\\d+(?:\\.\\d+)?)`, 'g'))].map(match =>
    Number(match[1]),
  )
  return Math.max(0, ...found)
}

/**
 * Measures a video: streams, loudness (EBU R 128), the longest black and the longest silent stretch (below −50 dB). Black is
 * looked for in a small copy of five frames a second.
 */
export async function measureVideo(
  path: string,
  options: MeasureVideoOptions = {},
): Promise<VideoMeasurement> {
  const { timeoutMs = 120_000, signal } = options
  const probe = await probeVideo(path, { timeoutMs, signal })
  const graph = [
    ...(probe.video ? ['[0:v]fps=5,scale=90:160:flags=neighbor,blackdetect=d=0.3:pix_th=0.08[looked]'] : []),
    ...(probe.audio ? ['[0:a]silencedetect=n=-50dB:d=0.3[listened]'] : []),
  ]
  const maps = [...(probe.video ? ['-map', '[looked]'] : []), ...(probe.audio ? ['-map', '[listened]'] : [])]
  // Frames nothing refers to are not decoded: with two B frames of three that is most of the work.
  const inputs = [{ path, options: ['-skip_frame', 'noref', '-skip_loop_filter', 'all'] }]
  const report = await runFfmpeg({ inputs, filterGraph: graph.join(';'), options: maps, timeoutMs, signal })
  return {
    ...probe,
    loudness: probe.audio && (await measureLoudness(path, { timeoutMs, signal })),
    longestBlackSeconds: longest(report, 'black_duration'),
    longestSilenceSeconds: longest(report, 'silence_duration'),
  }
}
