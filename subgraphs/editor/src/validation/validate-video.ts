import { canvas, loudnessTarget } from '../render/encoding.ts'
import type { VideoMeasurement } from './measure-video.ts'
import { type Platform, platformLimits, wantedSeconds } from './platform-limits.ts'

/** One rule and how the video stands against it. */
export interface RuleResult {
  readonly name: string
  readonly passed: boolean
  readonly actual: string
  readonly expected: string
  /** Share of the score. */
  readonly weight: number
}

export interface VideoValidation {
  readonly platform: Platform
  /** True when every rule is kept. */
  readonly isValid: boolean
  /** Weight of the kept rules over the weight of all, 0 to 1. */
  readonly score: number
  readonly rules: readonly RuleResult[]
}

const longestGapSeconds = 0.7

interface Rule {
  readonly name: string
  readonly weight: number
  readonly expected: string
  readonly actual: string
  readonly passed: boolean
}

const seconds = (value: number): string => `${value.toFixed(1)} s`

function megabytes(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(1)} MB`
}

function lengthRule(duration: number, platform: Platform): Rule {
  const limits = platformLimits[platform]
  const max = Math.min(wantedSeconds.max, limits.longestSeconds)
  const min = Math.max(wantedSeconds.min, limits.shortestSeconds)
  const advice =
    duration > max
      ? ' (too long: shorten the script)'
      : duration < min
        ? ' (too short: the script needs more text)'
        : ''
  return {
    name: 'duration',
    weight: 1,
    passed: duration >= min && duration <= max,
    actual: `${seconds(duration)}${advice}`,
    expected: `${min} to ${max} s`,
  }
}

function pictureRules({ video, container }: VideoMeasurement, platform: Platform): Rule[] {
  const { label, videoCodecs, framesPerSecond } = platformLimits[platform]
  const size = `${canvas.width}×${canvas.height}`
  const shape = video ? `${video.width}×${video.height}` : 'no picture'
  const rate = video?.framesPerSecond ?? 0
  const wantedRate = canvas.framesPerSecond
  return [
    {
      name: 'container',
      weight: 0.5,
      passed: container.split(',').includes('mp4'),
      actual: container,
      expected: 'mp4',
    },
    { name: 'resolution', weight: 1, passed: shape === size, actual: shape, expected: size },
    {
      name: 'video codec',
      weight: 1,
      passed: videoCodecs.includes(video?.codec ?? '') && video?.pixelFormat === 'yuv420p',
      actual: video ? `${video.codec} ${video.profile}, ${video.pixelFormat}` : 'none',
      expected: `${videoCodecs.join(' or ')}, yuv420p (${label})`,
    },
    {
      name: 'frame rate',
      weight: 0.8,
      passed:
        Math.abs(rate - wantedRate) <= 0.1 && rate >= framesPerSecond.min && rate <= framesPerSecond.max,
      actual: `${rate.toFixed(2)} fps`,
      expected: `${wantedRate} fps`,
    },
  ]
}

function soundRules({ audio, loudness }: VideoMeasurement): Rule[] {
  const { integratedLufs, toleranceLu, truePeakDbtp } = loudnessTarget
  const measured = loudness?.integratedLufs ?? Number.NEGATIVE_INFINITY
  const peak = loudness?.truePeakDbtp ?? Number.POSITIVE_INFINITY
  return [
    {
      name: 'audio codec',
      weight: 0.8,
      passed: audio?.codec === 'aac' && audio.sampleRate === 48_000,
      actual: audio ? `${audio.codec}, ${audio.sampleRate} Hz` : 'none',
      expected: 'aac, 48000 Hz',
    },
    {
      name: 'loudness',
      weight: 0.8,
      passed: Math.abs(measured - integratedLufs) <= toleranceLu,
      actual: loudness ? `${measured.toFixed(1)} LUFS` : 'no sound',
      expected: `${integratedLufs} ± ${toleranceLu} LUFS`,
    },
    {
      name: 'true peak',
      weight: 0.5,
      passed: peak <= truePeakDbtp,
      actual: loudness ? `${peak.toFixed(1)} dBTP` : 'no sound',
      expected: `${truePeakDbtp} dBTP at most`,
    },
  ]
}

/** Holds a measured video against the limits of a platform and against what Orion promises of every video. */
export function validateVideo(measured: VideoMeasurement, platform: Platform): VideoValidation {
  const { largestBytes, label } = platformLimits[platform]
  const rules = [
    ...pictureRules(measured, platform),
    ...soundRules(measured),
    lengthRule(measured.durationSeconds, platform),
    {
      name: 'file size',
      weight: 0.5,
      passed: measured.sizeBytes <= largestBytes,
      actual: megabytes(measured.sizeBytes),
      expected: `${megabytes(largestBytes)} at most (${label})`,
    },
    {
      name: 'black picture',
      weight: 0.8,
      passed: measured.longestBlackSeconds <= longestGapSeconds,
      actual: seconds(measured.longestBlackSeconds),
      expected: `${longestGapSeconds} s at most`,
    },
    {
      name: 'silence',
      weight: 0.8,
      passed: measured.longestSilenceSeconds <= longestGapSeconds,
      actual: seconds(measured.longestSilenceSeconds),
      expected: `${longestGapSeconds} s at most`,
    },
  ]
  const total = rules.reduce((sum, rule) => sum + rule.weight, 0)
  const kept = rules.reduce((sum, rule) => sum + (rule.passed ? rule.weight : 0), 0)
  return {
    platform,
    isValid: rules.every(rule => rule.passed),
    score: Number((kept / total).toFixed(4)),
    rules,
  }
}
