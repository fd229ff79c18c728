import { InvalidInputError } from '@orion/common'
import { createTurns } from '../passwords/take-turns.ts'

const SIDE_PIXELS = 512
/** Of a picture as it comes: a phone's has 12 to 50 million. Each takes four bytes while it is decoded. */
const PIXELS_AT_MOST = 50_000_000
const QUALITY = 82

/** The kinds that are decoded, by how their bytes begin. The decoders of others, such as SVG, are never reached. */
const beginnings = [/^\x89PNG/, /^\xff\xd8\xff/, /^RIFF.{4}WEBP/s]

/** Pictures at once: 200 MB each at most. */
const inTurn = createTurns(1)

/**
 * Makes a square WebP of 512 pixels from the middle of a PNG, JPEG or WebP. Nothing of the original's bytes is left: no
 * places and names in its metadata, nor what else a file may hold that is a picture among other things.
 * @throws InvalidInputError when it is none of these, broken, or has more than 50 million pixels.
 */
export async function squarePicture(bytes: Buffer, field?: string[]): Promise<Buffer> {
  const start = bytes.toString('latin1', 0, 16)
  if (!beginnings.some(beginning => beginning.test(start)))
    throw new InvalidInputError('The picture is neither PNG, JPEG nor WebP.', field)
  // Loaded for the first picture: it would take 30 MB from the start.
  const { default: sharp } = await import('sharp')
  try {
    return await inTurn(() =>
      sharp(bytes, { limitInputPixels: PIXELS_AT_MOST, failOn: 'error' })
        .autoOrient()
        .resize(SIDE_PIXELS, SIDE_PIXELS, { fit: 'cover' })
        .webp({ quality: QUALITY })
        .timeout({ seconds: 10 })
        .toBuffer(),
    )
  } catch {
    throw new InvalidInputError(
      `The picture cannot be read: it is broken, or has more than ${PIXELS_AT_MOST / 1_000_000} million pixels.`,
      field,
    )
  }
}
