import { InvalidInputError } from '@orion/common/errors'

export const NAME_MAX_CHARACTERS = 100
export const BIO_MAX_CHARACTERS = 500

// What turns the text around it, so that a mail or a page says something else than it does (Unicode Bidirectional Algorithm).
const TURNS_TEXT = /[\u202a-\u202e\u2066-\u2069]/u
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u

const lengthOf = (text: string) => [...text].length

/** @throws InvalidInputError unless the text can be a name; answers it trimmed, its white space as single blanks. */
export function requireName(name: string, field: string[]): string {
  const trimmed = name.normalize('NFC').replace(/\s+/g, ' ').trim()
  const isUnfit = !VISIBLE.test(trimmed) || /\p{Cc}/u.test(trimmed) || TURNS_TEXT.test(trimmed)
  if (isUnfit || lengthOf(trimmed) > NAME_MAX_CHARACTERS)
    throw new InvalidInputError(
      `A name has 1 to ${NAME_MAX_CHARACTERS} characters that can be seen; this one has ${lengthOf(trimmed)} or others.`,
      field,
    )
  return trimmed
}

/** @throws InvalidInputError when the text is too long, or turns what is around it; answers it trimmed, null when nothing is left. */
export function requireBio(bio: string, field: string[]): string | null {
  const trimmed = bio.normalize('NFC').trim()
  if (TURNS_TEXT.test(trimmed))
    throw new InvalidInputError('The bio has characters that turn the text around it; leave them out.', field)
  if (lengthOf(trimmed) > BIO_MAX_CHARACTERS)
    throw new InvalidInputError(
      `The bio has ${lengthOf(trimmed)} characters; at most ${BIO_MAX_CHARACTERS} are kept.`,
      field,
    )
  return trimmed === '' ? null : trimmed
}

/** @throws InvalidInputError unless it is an IANA time zone; answers its canonical spelling. */
export function requireTimezone(timezone: string, field: string[]): string {
  try {
    // Newer engines also take offsets such as +01:00, which know nothing of summer time.
    if (/^[+-]/.test(timezone)) throw new RangeError('an offset')
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone
  } catch {
    throw new InvalidInputError(
      `"${timezone.slice(0, 64)}" is not an IANA time zone; write one such as Europe/Berlin.`,
      field,
    )
  }
}
