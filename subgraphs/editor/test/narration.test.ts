import { expect, test } from 'vitest'
import { festival } from '../src/speech/festival.ts'
import { narrate } from '../src/speech/narrate.ts'
import { silences } from '../src/speech/silence.ts'
import { SpeechError, type SpeechProvider } from '../src/speech/speech-provider.ts'
import { decodeWav, encodeWav } from '../src/speech/wav.ts'

const script = [
  { position: 0, kind: 'HOOK' as const, text: 'Did rain fall on Mars?' },
  { position: 1, kind: 'BODY' as const, text: 'A rover found ripples. They are old.' },
  { position: 2, kind: 'CALL_TO_ACTION' as const, text: 'Follow for more.' },
]

test('a script is spoken sentence by sentence, with natural pauses between', async () => {
  const narration = await narrate(script, { providers: [festival()] })
  expect(narration.sentences.map(({ position, text }) => [position, text])).toEqual([
    [0, 'Did rain fall on Mars?'],
    [1, 'A rover found ripples.'],
    [1, 'They are old.'],
    [2, 'Follow for more.'],
  ])
  const pauses = silences(narration, 0.05).map(({ from, to }) => (to - from) / narration.sampleRate)
  expect(Math.max(...pauses)).toBeLessThan(0.5)
  // Each sentence begins where the silence before it ends.
  for (const sentence of narration.sentences) {
    const start = (sentence.words[0]?.startSeconds ?? 0) * narration.sampleRate
    const before = silences(narration, 0.05).find(
      ({ from, to }) => from <= start && to >= start - 0.12 * narration.sampleRate,
    )
    expect(Math.abs((before?.to ?? 0) - start) / narration.sampleRate).toBeLessThan(0.06)
  }
  expect(narration.characters).toBe(
    'Did rain fall on Mars?A rover found ripples.They are old.Follow for more.'.length,
  )
})

test('when a voice fails in the middle, the next one speaks all of it', async () => {
  const failing: SpeechProvider = {
    ...festival(),
    name: 'failing',
    async synthesize(request) {
      if (request.text.startsWith('They')) throw new SpeechError('failing', 'lost its voice')
      return festival().synthesize(request)
    },
  }
  const narration = await narrate(script, {
    providers: [failing, festival()],
    voice: 'cmu_us_slt_arctic_hts',
  })
  expect(narration.provider).toBe('festival')
  expect(narration.failures).toEqual([{ provider: 'failing', message: 'failing: lost its voice' }])
  expect(narration.sentences).toHaveLength(4)
})

test('when no voice can speak, each reason is told', async () => {
  const missing = festival({ command: 'no-such-voice' })
  await expect(narrate(script, { providers: [missing] })).rejects.toThrow(
    /no voice could speak the script.*no-such-voice is not installed/,
  )
  await expect(narrate([], { providers: [festival()] })).rejects.toThrow('the script has no words to speak')
})

test('WAV files of other forms are read: stereo, 24 bit, float, and a streamed length', () => {
  const mono = { samples: Int16Array.from([0, 1000, -1000, 32767]), sampleRate: 8000 }
  expect(decodeWav(encodeWav(mono))).toEqual(mono)
  const streamed = encodeWav(mono)
  streamed.writeUInt32LE(0xffffffff, 40)
  expect([...decodeWav(streamed).samples]).toEqual([...mono.samples])
  const header = (format: number, channels: number, bits: number, data: Buffer): Buffer => {
    const bytes = Buffer.concat([encodeWav({ samples: new Int16Array(0), sampleRate: 8000 }), data])
    bytes.writeUInt16LE(format, 20)
    bytes.writeUInt16LE(channels, 22)
    bytes.writeUInt16LE(bits, 34)
    bytes.writeUInt32LE(data.length, 40)
    return bytes
  }
  const stereo = Buffer.alloc(4)
  stereo.writeInt16LE(1000, 0)
  stereo.writeInt16LE(3000, 2)
  expect([...decodeWav(header(1, 2, 16, stereo)).samples]).toEqual([2000])
  const wide = Buffer.alloc(3)
  wide.writeIntLE(0x123456, 0, 3)
  expect([...decodeWav(header(1, 1, 24, wide)).samples]).toEqual([0x1234])
  const float = Buffer.alloc(4)
  float.writeFloatLE(-0.5, 0)
  expect([...decodeWav(header(3, 1, 32, float)).samples]).toEqual([-16383])
  expect(() => decodeWav(Buffer.from('not a wav file, but long enough to be looked at'))).toThrow(
    'expected a WAV file',
  )
})
