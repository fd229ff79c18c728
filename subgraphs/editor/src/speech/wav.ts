/** Mono sound, signed 16 bit. */
export interface Sound {
  readonly samples: Int16Array
  readonly sampleRate: number
}

interface WavFormat {
  readonly encoding: 'integer' | 'float'
  readonly channels: number
  readonly sampleRate: number
  readonly bitsPerSample: number
}

const extensible = 0xfffe

function readFormat(view: DataView, at: number): WavFormat {
  const tag = view.getUint16(at, true)
  const kind = tag === extensible ? view.getUint16(at + 24, true) : tag
  const bitsPerSample = view.getUint16(at + 14, true)
  const supported =
    (kind === 1 && [8, 16, 24, 32].includes(bitsPerSample)) || (kind === 3 && bitsPerSample === 32)
  if (!supported)
    throw new RangeError(
      `WAV encoding ${kind} with ${bitsPerSample} bits is not supported; ask for 16 bit PCM`,
    )
  return {
    encoding: kind === 3 ? 'float' : 'integer',
    channels: view.getUint16(at + 2, true),
    sampleRate: view.getUint32(at + 4, true),
    bitsPerSample,
  }
}

function readSample(view: DataView, at: number, { encoding, bitsPerSample }: WavFormat): number {
  if (encoding === 'float') return Math.max(-1, Math.min(1, view.getFloat32(at, true))) * 32767
  if (bitsPerSample === 8) return (view.getUint8(at) - 128) * 256
  if (bitsPerSample === 16) return view.getInt16(at, true)
  if (bitsPerSample === 24) return view.getInt16(at + 1, true)
  return view.getInt16(at + 2, true)
}

/**
 * Reads a WAV file (RIFF; PCM of 8 to 32 bits or float) and mixes it down to one channel. A data chunk whose
 * length is wrong, as streaming servers write it, is read to the end of the file.
 * @throws {RangeError} when the bytes are no WAV file or its encoding is unknown
 */
export function decodeWav(bytes: Uint8Array): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const name = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))
  if (bytes.length < 44 || name(0) !== 'RIFF' || name(8) !== 'WAVE') {
    throw new RangeError(`expected a WAV file, got ${bytes.length} bytes that begin with "${name(0)}"`)
  }
  let format: WavFormat | undefined
  for (let at = 12; at + 8 <= bytes.length; ) {
    const chunk = name(at)
    const length = view.getUint32(at + 4, true)
    const start = at + 8
    if (chunk === 'fmt ') format = readFormat(view, start)
    if (chunk === 'data' && format) {
      const end = Math.min(bytes.length, start + length)
      const frameBytes = (format.bitsPerSample / 8) * format.channels
      const frames = Math.floor((end - start) / frameBytes)
      const samples = new Int16Array(frames)
      for (let frame = 0; frame < frames; frame++) {
        let sum = 0
        for (let channel = 0; channel < format.channels; channel++) {
          sum += readSample(view, start + frame * frameBytes + channel * (format.bitsPerSample / 8), format)
        }
        samples[frame] = Math.round(sum / format.channels)
      }
      return { samples, sampleRate: format.sampleRate }
    }
    at = start + length + (length % 2)
  }
  throw new RangeError('the WAV file has no sound in it')
}

/** Writes mono 16 bit sound as a WAV file. */
export function encodeWav({ samples, sampleRate }: Sound): Buffer {
  const bytes = Buffer.alloc(44 + samples.length * 2)
  bytes.write('RIFF', 0, 'latin1')
  bytes.writeUInt32LE(36 + samples.length * 2, 4)
  bytes.write('WAVEfmt ', 8, 'latin1')
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(sampleRate, 24)
  bytes.writeUInt32LE(sampleRate * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36, 'latin1')
  bytes.writeUInt32LE(samples.length * 2, 40)
  samples.forEach((sample, at) => {
    bytes.writeInt16LE(sample, 44 + at * 2)
  })
  return bytes
}

/** Raw little-endian 16 bit samples as they come from a provider's PCM format. */
export function samplesFromPcm(bytes: Uint8Array): Int16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Int16Array.from({ length: Math.floor(bytes.byteLength / 2) }, (_, at) => view.getInt16(at * 2, true))
}
