import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { audioEncoding, loudnessTarget } from './encoding.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { type Loudness, measureLoudness } from './loudness.ts'

export interface MasterAudioInput {
  /** The narration as a WAV file. */
  readonly narrationPath: string
  readonly narrationSeconds: number
  /** The sound is padded with silence to this length. */
  readonly totalSeconds: number
  /** Written as AAC in an MP4 container. */
  readonly outputPath: string
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

/** Speech made even: rumble off, loud syllables held back 3:1. */
const evenFilters = 'highpass=f=70,acompressor=threshold=-22dB:ratio=3:attack=5:release=90'
/** How close the second measurement must come, inside the ±1 LU that is promised. */
const closeEnoughLu = 0.4
const rounds = 4

/**
 * Brings speech to −14 LUFS integrated with true peaks of −1 dBTP at most: measures, applies the missing gain in front of
 * a limiter, encodes, measures what was really encoded, and mends gain and ceiling until both hold. The sound fades only
 * behind the last word.
 */
export async function masterAudio(input: MasterAudioInput): Promise<Loudness> {
  const { narrationPath, narrationSeconds, totalSeconds, outputPath, timeoutMs, signal } = input
  const before = await measureLoudness(narrationPath, { timeoutMs, signal, filters: evenFilters })
  let gainDb = loudnessTarget.integratedLufs - before.integratedLufs
  let ceilingDb = loudnessTarget.truePeakDbtp - 0.8
  const unfinished = `${outputPath}.${randomUUID()}.unfinished.m4a`
  try {
    for (let round = 1; ; round++) {
      const fade = `afade=t=out:st=${narrationSeconds.toFixed(3)}:d=${Math.max(0.05, totalSeconds - narrationSeconds).toFixed(3)}`
      // The limiter runs at 192 kHz, where peaks between samples are samples.
      const filters = [
        evenFilters,
        `volume=${gainDb.toFixed(2)}dB`,
        'aresample=192000',
        `alimiter=limit=${(10 ** (ceilingDb / 20)).toFixed(5)}:attack=4:release=60:level=disabled`,
        'aresample=48000',
        'aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo',
        fade,
        'apad',
        `atrim=end=${totalSeconds.toFixed(6)}`,
      ].join(',')
      await runFfmpeg({
        inputs: [{ path: narrationPath }],
        filterGraph: `[0:a]${filters}[mastered]`,
        options: ['-map', '[mastered]', ...audioEncoding],
        output: unfinished,
        timeoutMs,
        signal,
      })
      const after = await measureLoudness(unfinished, { timeoutMs, signal })
      const missingLu = loudnessTarget.integratedLufs - after.integratedLufs
      const excessDb = after.truePeakDbtp - loudnessTarget.truePeakDbtp
      if ((Math.abs(missingLu) <= closeEnoughLu && excessDb <= 0) || round === rounds) {
        await rename(unfinished, outputPath)
        return after
      }
      gainDb += missingLu
      if (excessDb > 0) ceilingDb -= excessDb + 0.2
    }
  } finally {
    await rm(unfinished, { force: true })
  }
}
