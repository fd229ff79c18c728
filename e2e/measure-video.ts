import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'

const run = promisify(execFile)
const seconds = z.coerce.number()

/** What a video file really is, measured with ffmpeg. */
export interface VideoFacts {
  durationSeconds: number
  video: { codec: string; width: number; height: number; framesPerSecond: number; pixelShape: string }
  audio: { codec: string }
  /** Integrated loudness, EBU R 128. */
  lufs: number
  /** Silent and black stretches of 0.7 s and more. */
  silences: string[]
  blacks: string[]
  /** Moments at which sound comes back after a pause of at least 0.15 s. */
  speechStarts: number[]
  /** How many clearly different pictures are seen, one looked at each second. */
  scenes: number
}

const probe = z.object({
  format: z.object({ duration: seconds }),
  streams: z.array(
    z.looseObject({
      codec_type: z.string(),
      codec_name: z.string(),
      width: z.number().optional(),
      height: z.number().optional(),
      avg_frame_rate: z.string(),
      sample_aspect_ratio: z.string().optional(),
    }),
  ),
})

/** Measures a video file. @throws Error when it has no video or no sound. */
export async function measureVideo(path: string): Promise<VideoFacts> {
  const { stdout } = await run('ffprobe', [
    '-v',
    'error',
    '-of',
    'json',
    '-show_format',
    '-show_streams',
    path,
  ])
  const { format, streams } = probe.parse(JSON.parse(stdout))
  const video = streams.find(stream => stream.codec_type === 'video')
  const audio = streams.find(stream => stream.codec_type === 'audio')
  if (!video || !audio) throw new Error(`${path} has no ${video ? 'sound' : 'picture'}`)
  const [frames = 0, of = 1] = video.avg_frame_rate.split('/').map(Number)
  const told = await filterOutput(path, [
    '-af',
    'silencedetect=noise=-50dB:d=0.7,ebur128',
    '-vf',
    'scale=270:480,blackdetect=d=0.7:pix_th=0.08',
  ])
  const pauses = await filterOutput(path, ['-vn', '-af', 'silencedetect=noise=-38dB:d=0.15'])
  const lufs = [...told.matchAll(/I:\s+(-?[\d.]+) LUFS/g)].at(-1)?.[1]
  return {
    durationSeconds: format.duration,
    video: {
      codec: video.codec_name,
      width: video.width ?? 0,
      height: video.height ?? 0,
      framesPerSecond: frames / of,
      pixelShape: video.sample_aspect_ratio ?? '1:1',
    },
    audio: { codec: audio.codec_name },
    lufs: Number(lufs),
    silences: [...told.matchAll(/silence_start: .*/g)].map(match => match[0]),
    blacks: [...told.matchAll(/black_start:.*/g)].map(match => match[0]),
    speechStarts: [...pauses.matchAll(/silence_end: ([\d.]+)/g)].map(match => Number(match[1])),
    scenes: await countScenes(path),
  }
}

async function filterOutput(path: string, filters: string[]): Promise<string> {
  const { stderr } = await run(
    'ffmpeg',
    ['-hide_banner', '-nostats', '-i', path, ...filters, '-f', 'null', '-'],
    {
      maxBuffer: 64 * 1024 * 1024,
    },
  )
  return stderr
}

/** Pictures count as different when their small colour versions differ by more than 8 % on average. */
async function countScenes(path: string): Promise<number> {
  const size = 18 * 32 * 3
  const { stdout } = await run(
    'ffmpeg',
    ['-v', 'error', '-i', path, '-vf', 'fps=1,scale=18:32', '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'],
    {
      encoding: 'buffer',
      maxBuffer: 64 * 1024 * 1024,
    },
  )
  const known: Buffer[] = []
  for (let at = 0; at + size <= stdout.length; at += size) {
    const frame = stdout.subarray(at, at + size)
    if (known.every(other => difference(frame, other) > 0.08)) known.push(frame)
  }
  return known.length
}

function difference(one: Buffer, other: Buffer): number {
  let sum = 0
  for (let i = 0; i < one.length; i++) sum += Math.abs((one[i] ?? 0) - (other[i] ?? 0))
  return sum / one.length / 255
}
