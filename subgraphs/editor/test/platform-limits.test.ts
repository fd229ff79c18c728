import { expect, test } from 'vitest'
import type { VideoMeasurement } from '../src/validation/measure-video.ts'
import { validateVideo } from '../src/validation/validate-video.ts'

const good: VideoMeasurement = {
  container: 'mov,mp4,m4a,3gp,3g2,mj2',
  durationSeconds: 32,
  sizeBytes: 20_000_000,
  bitsPerSecond: 5_000_000,
  video: {
    codec: 'h264',
    profile: 'High',
    pixelFormat: 'yuv420p',
    width: 1080,
    height: 1920,
    framesPerSecond: 30,
    frames: 960,
  },
  audio: { codec: 'aac', sampleRate: 48_000, channels: 2, bitsPerSecond: 192_000 },
  loudness: { integratedLufs: -14.2, truePeakDbtp: -1.4, rangeLu: 3 },
  longestBlackSeconds: 0,
  longestSilenceSeconds: 0.4,
}

const brokenRules = (
  change: Partial<VideoMeasurement>,
  platform: Parameters<typeof validateVideo>[1] = 'YOUTUBE_SHORTS',
) => validateVideo({ ...good, ...change }, platform).rules.filter(rule => !rule.passed)

test('a video as it should be keeps every rule of every platform', () => {
  for (const platform of ['YOUTUBE_SHORTS', 'TIKTOK', 'INSTAGRAM_REELS', 'X'] as const) {
    expect(validateVideo(good, platform)).toMatchObject({ isValid: true, score: 1 })
  }
})

test('a broken rule tells what there is and what is wanted, and lowers the score by its weight', () => {
  const result = validateVideo({ ...good, durationSeconds: 74 }, 'TIKTOK')
  expect(result.isValid).toBe(false)
  expect(result.score).toBeCloseTo(1 - 1 / 8.5, 3)
  expect(result.rules.find(rule => rule.name === 'duration')).toEqual({
    name: 'duration',
    weight: 1,
    passed: false,
    actual: '74.0 s (too long: shorten the script)',
    expected: '15 to 60 s',
  })
})

test.each([
  [{ durationSeconds: 9 }, 'duration', '9.0 s (too short: the script needs more text)'],
  [{ longestSilenceSeconds: 1.2 }, 'silence', '1.2 s'],
  [{ longestBlackSeconds: 0.8 }, 'black picture', '0.8 s'],
  [{ loudness: { integratedLufs: -18, truePeakDbtp: -3, rangeLu: 2 } }, 'loudness', '-18.0 LUFS'],
  [{ loudness: { integratedLufs: -14, truePeakDbtp: 0.2, rangeLu: 2 } }, 'true peak', '0.2 dBTP'],
  [{ container: 'matroska,webm' }, 'container', 'matroska,webm'],
] satisfies [Partial<VideoMeasurement>, string, string][])('%o breaks one rule', (change, name, actual) => {
  expect(brokenRules(change)).toMatchObject([{ name, actual }])
})

test('sizes differ by platform', () => {
  expect(brokenRules({ sizeBytes: 400_000_000 }, 'INSTAGRAM_REELS')).toMatchObject([
    { name: 'file size', actual: '400.0 MB' },
  ])
  expect(brokenRules({ sizeBytes: 400_000_000 }, 'YOUTUBE_SHORTS')).toEqual([])
})

test('a file without picture or sound is told so', () => {
  const names = brokenRules({ video: undefined, audio: undefined, loudness: undefined }).map(
    rule => rule.name,
  )
  expect(names).toEqual(['resolution', 'video codec', 'frame rate', 'audio codec', 'loudness', 'true peak'])
})
