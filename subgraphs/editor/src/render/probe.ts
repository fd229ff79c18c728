import { z } from 'zod'
import { runProgram } from '../programs/run-program.ts'

const numeric = z.coerce.number()

const ProbeOutput = z.object({
  streams: z.array(
    z.object({
      codec_type: z.string(),
      codec_name: z.string().optional(),
      profile: z.string().optional(),
      width: z.number().optional(),
      height: z.number().optional(),
      pix_fmt: z.string().optional(),
      avg_frame_rate: z.string().optional(),
      nb_frames: numeric.optional(),
      sample_rate: numeric.optional(),
      channels: z.number().optional(),
      bit_rate: numeric.optional(),
      start_time: numeric.optional(),
      duration: numeric.optional(),
    }),
  ),
  format: z.object({
    duration: numeric.optional(),
    size: numeric.optional(),
    format_name: z.string(),
    bit_rate: numeric.optional(),
  }),
})

/** What a media file holds. */
export interface VideoProbe {
  readonly container: string
  readonly durationSeconds: number
  readonly sizeBytes: number
  readonly bitsPerSecond: number
  readonly video:
    | {
        readonly codec: string
        readonly profile: string
        readonly pixelFormat: string
        readonly width: number
        readonly height: number
        readonly framesPerSecond: number
        readonly frames: number
      }
    | undefined
  readonly audio:
    | {
        readonly codec: string
        readonly sampleRate: number
        readonly channels: number
        readonly bitsPerSecond: number
      }
    | undefined
}

/** `30000/1001` as a number; 0 when there is none. */
function rate(fraction: string | undefined): number {
  const [over = 0, under = 1] = (fraction ?? '0/1').split('/').map(Number)
  return under === 0 ? 0 : over / under
}

/**
 * Reads a media file's streams with ffprobe.
 * @throws {ProgramError} when the file cannot be read as media
 */
export async function probeVideo(
  path: string,
  options: { timeoutMs: number; signal?: AbortSignal },
): Promise<VideoProbe> {
  const args = ['-v', 'error', '-print_format', 'json', '-show_format', '-show_streams', path]
  const { stdout } = await runProgram('ffprobe', args, options)
  const { streams, format } = ProbeOutput.parse(JSON.parse(stdout.toString('utf8')))
  const video = streams.find(stream => stream.codec_type === 'video')
  const audio = streams.find(stream => stream.codec_type === 'audio')
  return {
    container: format.format_name,
    durationSeconds: format.duration ?? 0,
    sizeBytes: format.size ?? 0,
    bitsPerSecond: format.bit_rate ?? 0,
    video: video && {
      codec: video.codec_name ?? 'unknown',
      profile: video.profile ?? 'unknown',
      pixelFormat: video.pix_fmt ?? 'unknown',
      width: video.width ?? 0,
      height: video.height ?? 0,
      framesPerSecond: rate(video.avg_frame_rate),
      frames: video.nb_frames ?? 0,
    },
    audio: audio && {
      codec: audio.codec_name ?? 'unknown',
      sampleRate: audio.sample_rate ?? 0,
      channels: audio.channels ?? 0,
      bitsPerSecond: audio.bit_rate ?? 0,
    },
  }
}
