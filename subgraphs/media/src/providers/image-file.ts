import { ImageProviderError } from './image-provider.ts'

/** What the first and last bytes of a picture file tell. */
export interface ImageFile {
  contentType: 'image/jpeg' | 'image/png' | 'image/webp'
  width: number
  height: number
}

const MAX_SIDE = 8192

/**
 * Recognises a JPEG, PNG or WebP by its bytes, reads its size, and makes sure that its end is there. What a server says about
 * the type is not believed.
 * @throws ImageProviderError when the bytes are no such picture, are cut off, or are absurdly large
 */
export function inspectImage(bytes: Uint8Array, provider: string): ImageFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const file = readPng(view) ?? readJpeg(view) ?? readWebp(view)
  if (file === null) {
    throw new ImageProviderError(
      `${provider} sent ${bytes.byteLength} bytes that are no whole JPEG, PNG or WebP picture.`,
      { retryable: true },
    )
  }
  if (file.width < 1 || file.height < 1 || file.width > MAX_SIDE || file.height > MAX_SIDE) {
    throw new ImageProviderError(
      `${provider} sent a picture of ${file.width}×${file.height}; up to ${MAX_SIDE}×${MAX_SIDE} is accepted.`,
      { retryable: false },
    )
  }
  return file
}

const ascii = (view: DataView, at: number, text: string): boolean =>
  at >= 0 &&
  at + text.length <= view.byteLength &&
  [...text].every((character, index) => view.getUint8(at + index) === character.charCodeAt(0))

function readPng(view: DataView): ImageFile | null {
  if (view.byteLength < 45 || view.getUint32(0) !== 0x89504e47 || !ascii(view, 12, 'IHDR')) return null
  if (!ascii(view, view.byteLength - 8, 'IEND')) return null
  return { contentType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

/** Walks the segments of a JPEG to its frame header (ITU T.81, B.2.2). */
function readJpeg(view: DataView): ImageFile | null {
  const { byteLength } = view
  if (byteLength < 20 || view.getUint16(0) !== 0xffd8) return null
  if (!hasJpegEnd(view)) return null
  for (let at = 2; at + 9 < byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame)
      return { contentType: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2)
  }
  return null
}

/** Some encoders pad after the end-of-image marker, so it is looked for in the last bytes. */
function hasJpegEnd(view: DataView): boolean {
  for (let at = view.byteLength - 2; at >= Math.max(2, view.byteLength - 64); at--) {
    if (view.getUint16(at) === 0xffd9) return true
  }
  return false
}

/** RIFF container with a VP8, VP8L or VP8X chunk (RFC 9649). */
function readWebp(view: DataView): ImageFile | null {
  if (view.byteLength < 30 || !ascii(view, 0, 'RIFF') || !ascii(view, 8, 'WEBP')) return null
  if (view.getUint32(4, true) + 8 > view.byteLength) return null
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
  if (ascii(view, 12, 'VP8X'))
    return { contentType: 'image/webp', width: uint24(24) + 1, height: uint24(27) + 1 }
  if (ascii(view, 12, 'VP8L')) {
    const bits = view.getUint32(21, true)
    return { contentType: 'image/webp', width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
  }
  if (ascii(view, 12, 'VP8 ')) {
    return {
      contentType: 'image/webp',
      width: view.getUint16(26, true) & 0x3fff,
      height: view.getUint16(28, true) & 0x3fff,
    }
  }
  return null
}
