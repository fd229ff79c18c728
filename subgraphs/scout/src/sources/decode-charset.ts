import { withoutLatin1Controls } from './windows-1252.ts'

const DECLARED_IN_XML = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]{1,40})["']/i

/**
 * Turns the bytes of an XML document into text. Order of trust: byte order mark, the charset of the HTTP
 * `Content-Type`, the XML declaration, UTF-8, windows-1252 (RFC 7303 §3). An encoding that is unknown, or in
 * which the bytes make no sense, is passed over for the next one. Never throws.
 */
export function decodeCharset(bytes: Buffer, contentType = ''): string {
  const fromMark = byteOrderMark(bytes)
  if (fromMark) return new TextDecoder(fromMark).decode(bytes)
  const declared = DECLARED_IN_XML.exec(bytes.subarray(0, 300).toString('latin1'))?.[1]
  const charset = /charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(contentType)?.[1]
  const guesses = [charset, unmarkedUtf16(bytes), declared, 'utf-8']
  for (const guess of guesses) {
    if (!guess) continue
    try {
      return decode(guess, bytes)
    } catch {
      // Unknown label or bytes that do not fit it: the next guess is tried.
    }
  }
  return isMostlyUtf8(bytes) ? bytes.toString('utf8') : decode('windows-1252', bytes)
}

/** Node's decoder of windows-1252, which also stands for ISO-8859-1, leaves its quotation marks and euro signs control characters. */
function decode(charset: string, bytes: Buffer): string {
  const decoder = new TextDecoder(charset, { fatal: true })
  const text = decoder.decode(bytes)
  return decoder.encoding === 'windows-1252' ? withoutLatin1Controls(text) : text
}

function byteOrderMark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

/** An XML document starts with "<": in UTF-16 one of the first two bytes is zero. */
function unmarkedUtf16(bytes: Buffer): string | undefined {
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'utf-16le'
  if (bytes[0] === 0 && bytes[1] === 0x3c) return 'utf-16be'
  return undefined
}

/** A few bad bytes, as a truncated document has at its end, do not make it windows-1252. */
function isMostlyUtf8(bytes: Buffer): boolean {
  const text = bytes.toString('utf8')
  let bad = 0
  let wide = 0
  for (const character of text) {
    if (character === '\ufffd') bad++
    else if (character > '\u007f') wide++
  }
  return bad <= wide / 10 || bad <= 1
}
