import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { espeakNg } from '../src/speech/espeak-ng.ts'
import { festival } from '../src/speech/festival.ts'
import { loudnessWindows } from '../src/speech/silence.ts'
import type { Speech } from '../src/speech/speech-provider.ts'

/** Loudness (0 to 1 of the loudest) around a moment of the speech. */
function loudnessAt(speech: Speech, fromSeconds: number, toSeconds: number): number {
  const { levels, windowSamples } = loudnessWindows(speech)
  const window = (seconds: number): number => Math.round((seconds * speech.sampleRate) / windowSamples)
  return Math.max(...levels.slice(window(fromSeconds), window(toSeconds))) / Math.max(...levels)
}

for (const voice of [festival(), espeakNg()]) {
  test(`${voice.name} knows when it says each word`, async () => {
    expect(await voice.isAvailable()).toBe(true)
    const speech = await voice.synthesize({ text: 'It cost $3.5bn, said the U.S. team. Why?' })
    expect(speech.timing).toBe('measured')
    expect(speech.words.map(word => word.text)).toEqual([
      'It',
      'cost',
      '$3.5bn,',
      'said',
      'the',
      'U.S.',
      'team.',
      'Why?',
    ])
    speech.words.forEach((word, at) => {
      expect(word.endSeconds).toBeGreaterThan(word.startSeconds)
      expect(word.startSeconds).toBeGreaterThanOrEqual((speech.words[at - 1]?.endSeconds ?? 0) - 0.001)
      expect(word.endSeconds).toBeLessThanOrEqual(speech.durationSeconds)
      expect(loudnessAt(speech, word.startSeconds, word.endSeconds)).toBeGreaterThan(0.05)
    })
    // The long amount takes longer than all that is short around it, and the pause behind the sentence is no word's.
    const [, cost, amount, , , , team, why] = speech.words
    if (!cost || !amount || !team || !why) throw new Error('words are missing')
    expect(amount.endSeconds - amount.startSeconds).toBeGreaterThan(3 * (cost.endSeconds - cost.startSeconds))
    expect(loudnessAt(speech, team.endSeconds + 0.04, why.startSeconds - 0.04)).toBeLessThan(0.05)
  })
}

test('text is never run as a program', async () => {
  const canary = '/tmp/orion-editor-canary'
  const text = `Hello") (system "touch ${canary}") (quit) ("`
  const speech = await festival().synthesize({ text })
  expect(speech.durationSeconds).toBeGreaterThan(1)
  expect(existsSync(canary)).toBe(false)
  await expect(festival().synthesize({ text: 'Hi', voice: 'x) (quit' })).rejects.toThrow('is no voice name')
})

test('text that no English voice can read is refused', async () => {
  await expect(festival().synthesize({ text: '日本語' })).rejects.toThrow(
    'nothing in the text can be spoken in English',
  )
  await expect(espeakNg().synthesize({ text: '日本語' })).rejects.toThrow(
    'nothing in the text can be spoken in English',
  )
})

test('a voice that is not installed says so', async () => {
  const missing = festival({ command: 'festival-that-is-not-there' })
  expect(await missing.isAvailable()).toBe(false)
  await expect(missing.synthesize({ text: 'Hello' })).rejects.toThrow(
    'festival-that-is-not-there is not installed',
  )
})

test('speaking stops when it is aborted or takes too long, and leaves nothing behind', async () => {
  // A folder of its own: other files speak at the same time.
  const folder = await mkdtemp(join(tmpdir(), 'orion-voices-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  vi.stubEnv('TMPDIR', folder)
  const stop = new AbortController()
  const speaking = festival().synthesize({ text: 'One two three four five six seven.', signal: stop.signal })
  stop.abort(new Error('enough'))
  await expect(speaking).rejects.toThrow('aborted')
  await expect(festival({ timeoutMs: 5 }).synthesize({ text: 'Hello there.' })).rejects.toThrow(
    'did not end within 5 ms',
  )
  expect(await readdir(folder)).toEqual([])
})
