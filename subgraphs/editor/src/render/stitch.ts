import { createHash, randomUUID } from 'node:crypto'
import { access, rename, rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { mapParallel } from '../programs/map-parallel.ts'
import { canvas, videoEncoding } from './encoding.ts'
import { FfmpegError, runFfmpeg } from './ffmpeg.ts'
import { filterPath } from './filter-text.ts'
import { motionFilters, motionFor } from './motion.ts'
import { probeVideo } from './probe.ts'
import type { Scene } from './scene-plan.ts'
import { stillFormat } from './still-format.ts'
import { fadeFrames, type SceneSpan, type VideoPart, videoParts, visibleFrames } from './video-parts.ts'

export interface StitchInput {
  readonly scenes: readonly Scene[]
  /** JPEG, PNG or WebP files; scenes name them by index. */
  readonly imagePaths: readonly string[]
  /** Captions to burn in, as ASS for the whole video, and the folder with their font. */
  readonly captionsPath: string
  readonly fontFolder: string
  /** Where finished parts are kept, so that a second call after a crash encodes only what is missing. */
  readonly workFolder: string
  readonly outputPath: string
  /** Made at the same time as the pictures; resolves with the path of an AAC file. */
  readonly audio: (signal: AbortSignal) => Promise<string>
  readonly title: string
  /** For one ffmpeg. Default 120 s: a part needs about two. */
  readonly timeoutMs?: number
  /** Parts encoded at once. Default: the number of processors. */
  readonly parallel?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (fraction: number) => void
}

interface EncodedPart {
  readonly path: string
  readonly part: VideoPart
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/**
 * Makes the silent pictures and the mastered sound into one MP4. Each part of the video is encoded by an ffmpeg of its
 * own, as many at once as there are processors; the parts are then joined without encoding again.
 * @throws {FfmpegError}
 */
export async function stitch(input: StitchInput): Promise<void> {
  const {
    scenes,
    workFolder,
    outputPath,
    signal,
    onProgress,
    timeoutMs = 120_000,
    parallel = availableParallelism(),
  } = input
  const parts = videoParts(scenes)
  const totalFrames = scenes.at(-1)?.to ?? 0
  const formats = await Promise.all(input.imagePaths.map(stillFormat))
  const framesDone = new Map<VideoPart, number>()
  const report = (part: VideoPart, frames: number): void => {
    framesDone.set(part, frames)
    onProgress?.([...framesDone.values()].reduce((sum, done) => sum + done, 0) / totalFrames)
  }

  async function encode(part: VideoPart, aborted: AbortSignal): Promise<EncodedPart> {
    const spans = [part.scene, ...(part.fadesTo ? [part.fadesTo] : [])]
    const filterGraph = partGraph(part, spans, input)
    const inputs = spans.map(({ sceneIndex }) => {
      const image = scenes[sceneIndex]?.imageIndex ?? 0
      return { path: input.imagePaths[image] ?? '', options: ['-f', formats[image] ?? 'jpeg_pipe'] }
    })
    const options = ['-map', '[video]', '-an', '-frames:v', String(part.to - part.from), ...videoEncoding]
    const fingerprint = createHash('sha256')
      .update(JSON.stringify([filterGraph, inputs, options]))
      .digest('hex')
      .slice(0, 12)
    const path = join(workFolder, `part-${String(part.from).padStart(5, '0')}-${fingerprint}.mp4`)
    if (!(await exists(path))) {
      const unfinished = `${path}.${randomUUID()}.unfinished.mp4`
      try {
        await runFfmpeg({
          inputs,
          filterGraph,
          options,
          output: unfinished,
          timeoutMs,
          signal: aborted,
          onFrames: frames => report(part, frames),
        })
        await rename(unfinished, path)
      } finally {
        await rm(unfinished, { force: true })
      }
    }
    report(part, part.to - part.from)
    return { path, part }
  }

  const jobs: readonly (VideoPart | 'audio')[] = ['audio', ...parts]
  const made = await mapParallel(
    jobs,
    parallel,
    signal,
    async (job, aborted): Promise<EncodedPart | string> =>
      job === 'audio' ? input.audio(aborted) : encode(job, aborted),
  )
  const audioPath = made.find(result => typeof result === 'string')
  const encoded = made.filter(result => typeof result !== 'string')
  await joinParts({
    encoded,
    audioPath: audioPath ?? '',
    totalFrames,
    workFolder,
    outputPath,
    title: input.title,
    timeoutMs,
    signal,
  })
  await Promise.all(encoded.map(({ path }) => rm(path, { force: true })))
}

function partGraph(part: VideoPart, spans: readonly SceneSpan[], input: StitchInput): string {
  const pictures = spans.map(({ sceneIndex, offset, frames }, at) => {
    const visible = visibleFrames(input.scenes, sceneIndex)
    return `[${at}:v]${motionFilters(motionFor(sceneIndex, visible), { offset, frames, visibleFrames: visible })}[picture${at}]`
  })
  const length = part.to - part.from
  const fade = `[picture0][picture1]xfade=transition=fade:duration=${fadeFrames / canvas.framesPerSecond}:offset=${(length - fadeFrames) / canvas.framesPerSecond}[faded]`
  // The captions are timed for the whole video, so the part is moved to its place while they are drawn.
  const shift = `${part.from}/${canvas.framesPerSecond}/TB`
  const captions = `[${part.fadesTo ? 'faded' : 'picture0'}]setpts=PTS+${shift},ass=filename=${filterPath(input.captionsPath)}:fontsdir=${filterPath(input.fontFolder)},setpts=PTS-${shift}[video]`
  return [...pictures, ...(part.fadesTo ? [fade] : []), captions].join(';')
}

interface JoinInput {
  readonly encoded: readonly EncodedPart[]
  readonly audioPath: string
  readonly totalFrames: number
  readonly workFolder: string
  readonly outputPath: string
  readonly title: string
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
}

async function joinParts(input: JoinInput): Promise<void> {
  const { encoded, audioPath, totalFrames, workFolder, outputPath, title, timeoutMs, signal } = input
  const attempt = randomUUID()
  const listPath = join(workFolder, `parts-${attempt}.txt`)
  const unfinished = `${outputPath}.${attempt}.unfinished.mp4`
  try {
    // The containers round their length to milliseconds; the true one keeps every frame on its time.
    const list = encoded.map(
      ({ path, part }) =>
        `file '${basename(path)}'\nduration ${((part.to - part.from) / canvas.framesPerSecond).toFixed(6)}\n`,
    )
    await writeFile(listPath, list.join(''))
    await runFfmpeg({
      inputs: [{ path: listPath, options: ['-f', 'concat', '-safe', '1'] }, { path: audioPath }],
      options: [
        '-map',
        '0:v',
        '-map',
        '1:a',
        '-c',
        'copy',
        '-movflags',
        '+faststart',
        '-metadata',
        `title=${title}`,
      ],
      output: unfinished,
      timeoutMs,
      signal,
    })
    const { video } = await probeVideo(unfinished, { timeoutMs, signal })
    if (video?.frames !== totalFrames) {
      throw new FfmpegError(
        'failed',
        `the joined video has ${video?.frames} frames instead of ${totalFrames}`,
      )
    }
    await rename(unfinished, outputPath)
  } finally {
    await Promise.all([rm(listPath, { force: true }), rm(unfinished, { force: true })])
  }
}
