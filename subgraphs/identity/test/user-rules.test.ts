import { describe, expect, test } from 'vitest'
import { normaliseEmail } from '../src/users/email-address.ts'
import { parseLoginName } from '../src/users/login-name.ts'
import { requireBio, requireName, requireTimezone } from '../src/users/profile-rules.ts'
import { requireUsername, usernameFromEmail, usernameVariant } from '../src/users/username.ts'

describe('an e-mail address', () => {
  test.each([
    ['  Anna@Example.COM ', 'anna@example.com'],
    ['anna+orion@example.com', 'anna+orion@example.com'],
    ['anna@bücher.example', 'anna@xn--bcher-kva.example'],
    ['ａnna@example.com', 'anna@example.com'],
    ['admin@orion.localhost', 'admin@orion.localhost'],
  ])('is stored in one form: %s', (typed, stored) => {
    expect(normaliseEmail(typed)).toBe(stored)
  })

  test.each([
    'anna',
    '@example.com',
    'anna@',
    'an na@example.com',
    'anna@exa mple.com',
    'anna..b@example.com',
    '.anna@example.com',
    'anna@-example.com',
    'a@b@example.com',
    'anna@example.com\nBcc: all@example.com',
    `${'a'.repeat(65)}@example.com`,
    `anna@${'a'.repeat(250)}.com`,
    'anna@127.0.0.1',
    'anna@0x7f.1',
    'an\u200bna@example.com',
    '\u202eanna@example.com',
    'an\u0000na@example.com',
  ])('is refused when it is none: %j', typed => {
    expect(normaliseEmail(typed)).toBeUndefined()
  })
})

describe('a username', () => {
  test('is kept in lower case', () => expect(requireUsername(' Anna_B2 ', [])).toBe('anna_b2'))

  test.each(['ab', 'a'.repeat(31), 'anna-b', 'anna b', 'änna', 'anna%', ''])('is refused: %j', typed => {
    expect(() => requireUsername(typed, ['input', 'username'])).toThrow('use 3 to 30')
  })

  test('may not pass for the system', () => expect(() => requireUsername('System', [])).toThrow('reserved'))

  test.each([
    ['anna.berger@example.com', 'anna_berger'],
    ['a@example.com', 'user_a'],
    ['+@example.com', 'user'],
    ['system@example.com', 'system_1'],
    [`${'long'.repeat(15)}@example.com`, 'longlonglonglonglonglong'],
  ])('is made from an e-mail address: %s', (email, username) => {
    expect(usernameFromEmail(email)).toBe(username)
    expect(requireUsername(usernameVariant(username, 99), [])).toBe(`${username}_99`)
  })
})

test('who signs in may type an e-mail address or a username', () => {
  expect(parseLoginName(' Anna@Example.com ')).toEqual({ email: 'anna@example.com' })
  expect(parseLoginName('Anna_B')).toEqual({ username: 'anna_b' })
  expect(parseLoginName('not an @ address')).toEqual({ email: 'not an @ address' })
})

describe('a profile', () => {
  test('has a name of 1 to 100 characters', () => {
    expect(requireName('  Anna \n Berger ', [])).toBe('Anna Berger')
    expect(() => requireName('   ', [])).toThrow('1 to 100')
    expect(() => requireName('x'.repeat(101), [])).toThrow('101')
  })

  test('has a name that can be seen, and does not turn the text around it', () => {
    for (const seen of ['Zoë', '李小龍', 'محمد', '👩‍🚀', 'O’Neill']) expect(requireName(seen, [])).toBe(seen)
    for (const unseen of ['\u200b', '\u2060\u200d', 'Anna\u202eknab', '\u2067Anna', 'An\u0007na'])
      expect(() => requireName(unseen, [])).toThrow('can be seen')
  })

  test('has a bio of at most 500 characters, or none', () => {
    expect(requireBio('  ', [])).toBeNull()
    expect(requireBio('🐢'.repeat(500), [])).toHaveLength(1000)
    expect(() => requireBio('x'.repeat(501), [])).toThrow('501')
    expect(() => requireBio('gnp.\u202eexe', [])).toThrow('turn the text')
  })

  test('has a time zone that exists', () => {
    expect(requireTimezone('europe/berlin', [])).toBe('Europe/Berlin')
    for (const wrong of ['Mars/Olympus', '+01:00', ''])
      expect(() => requireTimezone(wrong, [])).toThrow('IANA')
  })
})
