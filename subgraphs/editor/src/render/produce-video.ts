import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { OrionError } from '@orion/common/errors'
import type { z } from 'zod'
import { type CaptionLine, captionLines } from '../captions/caption-lines.ts'
import { captionStyles, type SubtitleStyle } from '../captions/caption-style.ts'

export type { SubtitleStyle }

import { fontFolder } from '../captions/fonts.ts'
import { subStationAlpha } from '../captions/sub-station-alpha.ts'
import { subRip } from '../captions/subrip.ts'
import { webVtt } from '../captions/web-vtt.ts'
import { narrate } from '../speech/narrate.ts'
import type { ScriptSegment } from '../speech/narration.ts'
import type { SpeechProvider } from '../speech/speech-provider.ts'
import { encodeWav } from '../speech/wav.ts'
import { makeThumbnails } from '../thumbnails/thumbnails.ts'
import { measureVideo } from '../validation/measure-video.ts'
import {
  longestSecondsFor,
  type Platform,
  platformLimits,
  wantedSeconds,
} from '../validation/platform-limits.ts'
import { validateVideo } from '../validation/validate-video.ts'
import { canvas } from './encoding.ts'
import { masterAudio } from './master-audio.ts'
import { planScenes } from './scene-plan.ts'
import { type RenderStepName, type StepResult, stepResults } from './steps.ts'
import { stitch } from './stitch.ts'
import type { WorkFolder } from './work-folder.ts'

/** What there is to say about a finished step. */
export interface StepOutcome {
  readonly provider: string | null
  /** What was spoken; for the step SPEECH. */
  readonly spoken?: { readonly provider: string; readonly characters: number; readonly latencyMs: number }
}

export interface ProduceVideoInput {
  readonly title: string
  /** What is spoken, in this order. */
  readonly segments: readonly ScriptSegment[]
  /** Local picture files in the order of the scenes, and the positions of the segments each was made for. */
  readonly images: readonly { readonly path: string; readonly segments: readonly number[] }[]
  readonly platform: Platform
  readonly captionStyle: SubtitleStyle
  /** Tried in this order. */
  readonly speechProviders: readonly SpeechProvider[]
  readonly voice?: string
  /** Keeps the results of finished steps, and all files. */
  readonly work: WorkFolder
  readonly signal?: AbortSignal
  readonly onProgress?: (step: RenderStepName, fraction: number) => void
  /** Called before a step, also when its result is already there; the step waits for it. */
  readonly onStepStarted?: (step: RenderStepName) => Promise<void>
  readonly onStepCompleted?: (step: RenderStepName, outcome: StepOutcome) => Promise<void>
  /** Called when the script was really spoken, not taken from an earlier attempt, before the step counts as done. */
  readonly onSpoken?: (speech: StepResult<'SPEECH'>) => Promise<void>
}

/** File names inside the work folder. */
export const videoFiles = {
  narration: 'narration.wav',
  sound: 'sound.m4a',
  burned: 'captions.ass',
  srt: 'captions.srt',
  vtt: 'captions.vtt',
  video: 'video.mp4',
} as const

export interface ProducedVideo {
  readonly speech: StepResult<'SPEECH'>
  readonly captions: StepResult<'CAPTIONS'>
  readonly stitch: StepResult<'STITCH'>
  readonly thumbnails: StepResult<'THUMBNAILS'>['thumbnails']
  readonly validation: StepResult<'VALIDATE'>
}

/** The script takes so long to say that its video is not rendered for the platform. */
export class ScriptTooLongError extends OrionError {
  constructor(durationSeconds: number, platform: Platform) {
    const longest = longestSecondsFor(platform)
    super(
      `The script takes ${Math.ceil(durationSeconds)} s to say, and a video for ${platformLimits[platform].label} may last ${longest} s at most; shorten it to ${wantedSeconds.max} s.`,
      { code: 'SCRIPT_TOO_LONG', status: 422 },
    )
  }
}

/** Picture without speech at the end; under what counts as a silent stretch. */
const tailSeconds = 0.45

/**
 * Makes a narrated, captioned, upright video of a script and pictures: speech, captions, stitching, thumbnails, validation.
 * Each step's result is kept, so that a second call after a crash goes on with the step that was interrupted.
 */
export async function produceVideo(input: ProduceVideoInput): Promise<ProducedVideo> {
  const { work } = input
  async function run<Result>(
    step: RenderStepName,
    shape: z.ZodType<Result>,
    makeResult: (progress: (fraction: number) => void) => Promise<Result>,
    outcomeOf: (result: Result) => StepOutcome = () => ({ provider: null }),
  ): Promise<Result> {
    input.signal?.throwIfAborted()
    await input.onStepStarted?.(step)
    const result = await work.step(step.toLowerCase(), shape, () =>
      makeResult(fraction => input.onProgress?.(step, fraction)),
    )
    input.onProgress?.(step, 1)
    await input.onStepCompleted?.(step, outcomeOf(result))
    return result
  }

  const speech = await run(
    'SPEECH',
    stepResults.SPEECH,
    progress => speak(input, progress),
    result => ({ provider: result.provider, spoken: result }),
  )
  const captions = await run('CAPTIONS', stepResults.CAPTIONS, () => caption(input, speech))
  const stitched = await run('STITCH', stepResults.STITCH, progress => render(input, speech, progress))
  const { thumbnails } = await run('THUMBNAILS', stepResults.THUMBNAILS, () => drawThumbnails(input))
  const validation = await run('VALIDATE', stepResults.VALIDATE, () => validate(input))
  return { speech, captions, stitch: stitched, thumbnails, validation }
}

async function speak(
  input: ProduceVideoInput,
  onProgress: (fraction: number) => void,
): Promise<StepResult<'SPEECH'>> {
  const { segments, platform, speechProviders: providers, voice, signal, work } = input
  const started = performance.now()
  const { samples, ...narration } = await narrate(segments, { providers, voice, signal, onProgress })
  if (narration.durationSeconds + tailSeconds > longestSecondsFor(platform))
    throw new ScriptTooLongError(narration.durationSeconds, platform)
  await writeFile(work.file(videoFiles.narration), encodeWav({ samples, sampleRate: narration.sampleRate }))
  const latencyMs = Math.round(performance.now() - started)
  const embedded = providers.find(provider => provider.name === narration.provider)?.embedded ?? false
  const speech = stepResults.SPEECH.parse({ ...narration, embedded, latencyMs })
  await input.onSpoken?.(speech)
  return speech
}

async function caption(
  { captionStyle, work }: ProduceVideoInput,
  speech: StepResult<'SPEECH'>,
): Promise<StepResult<'CAPTIONS'>> {
  const style = captionStyles[captionStyle]
  const lines: CaptionLine[] = captionLines(speech.sentences, style)
  await Promise.all([
    writeFile(work.file(videoFiles.burned), subStationAlpha(lines, style)),
    writeFile(work.file(videoFiles.srt), subRip(lines)),
    writeFile(work.file(videoFiles.vtt), webVtt(lines)),
  ])
  return stepResults.CAPTIONS.parse({ lines })
}

async function render(
  input: ProduceVideoInput,
  speech: StepResult<'SPEECH'>,
  onProgress: (fraction: number) => void,
): Promise<StepResult<'STITCH'>> {
  const { images, work, signal } = input
  const totalFrames = Math.ceil((speech.durationSeconds + tailSeconds) * canvas.framesPerSecond)
  const durationSeconds = totalFrames / canvas.framesPerSecond
  const scenes = planScenes({ sentences: speech.sentences, pictures: images, totalFrames })
  await stitch({
    scenes,
    imagePaths: images.map(image => image.path),
    captionsPath: work.file(videoFiles.burned),
    fontFolder: fontFolder(captionStyles[input.captionStyle].font),
    workFolder: work.path,
    outputPath: work.file(videoFiles.video),
    title: input.title,
    signal,
    onProgress,
    audio: async aborted => {
      const outputPath = work.file(videoFiles.sound)
      await masterAudio({
        narrationPath: work.file(videoFiles.narration),
        narrationSeconds: speech.durationSeconds,
        totalSeconds: durationSeconds,
        outputPath,
        timeoutMs: 60_000,
        signal: aborted,
      })
      return outputPath
    },
  })
  return { durationSeconds, scenes }
}

async function drawThumbnails({ work, title, signal }: ProduceVideoInput): Promise<StepResult<'THUMBNAILS'>> {
  const made = await makeThumbnails({
    videoPath: work.file(videoFiles.video),
    title,
    folder: work.path,
    signal,
  })
  return { thumbnails: made.map(({ path, ...thumbnail }) => ({ ...thumbnail, file: basename(path) })) }
}

async function validate({ work, platform, signal }: ProduceVideoInput): Promise<StepResult<'VALIDATE'>> {
  const measured = await measureVideo(work.file(videoFiles.video), { signal })
  const { isValid, score, rules } = validateVideo(measured, platform)
  return stepResults.VALIDATE.parse({
    durationSeconds: measured.durationSeconds,
    width: measured.video?.width ?? 0,
    height: measured.video?.height ?? 0,
    framesPerSecond: measured.video?.framesPerSecond ?? 0,
    sizeBytes: measured.sizeBytes,
    loudnessLufs: Math.max(-70, measured.loudness?.integratedLufs ?? -70),
    truePeakDbtp: Math.max(-70, measured.loudness?.truePeakDbtp ?? -70),
    isValid,
    score,
    rules,
  })
}
