import { randomInt } from 'node:crypto'
import { InvalidInputError } from '@orion/common/errors'
import { isGuessable } from './guessable-passwords.ts'

export const PASSWORD_MIN_CHARACTERS = 10
export const PASSWORD_MAX_CHARACTERS = 128

/** Whose password it is to be: what others know of them is a bad password. */
export interface PasswordOwner {
  email: string
  username: string
  name: string
}

/**
 * Refuses passwords that are too short, too long, or among the first an attacker tries. There are no rules about kinds
 * of characters: they make people choose worse passwords (NIST SP 800-63B, 5.1.1.2).
 * @throws InvalidInputError that says what to do, never which password it was.
 */
export function requireGoodPassword(password: string, owner: PasswordOwner, field: string[]): void {
  const characters = [...password.normalize('NFKC')].length
  if (characters < PASSWORD_MIN_CHARACTERS)
    throw new InvalidInputError(
      `The password has ${characters} characters; choose one of at least ${PASSWORD_MIN_CHARACTERS}.`,
      field,
    )
  if (characters > PASSWORD_MAX_CHARACTERS)
    throw new InvalidInputError(
      `The password has ${characters} characters; choose one of at most ${PASSWORD_MAX_CHARACTERS}.`,
      field,
    )
  if (isGuessable(password, [owner.username, owner.name, ...owner.email.split(/[@.]/)]))
    throw new InvalidInputError(
      'The password is one of the first that are tried; choose some words that do not belong together.',
      field,
    )
}

// Without letters and digits that look alike, so that it can be read off a screen.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Random groups of characters that can be typed from a screen, `abcd-efgh`; almost five bits a character. */
export function readableSecret(groups: number, length: number): string {
  const group = () => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}

/** A random password of four groups of five characters, some 99 bits. */
export function generatePassword(): string {
  return readableSecret(4, 5)
}
