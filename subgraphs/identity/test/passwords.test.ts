import { hash } from '@node-rs/argon2'
import { describe, expect, test } from 'vitest'
import { checkPassword, hashPassword } from '../src/passwords/password-hash.ts'
import { generatePassword, requireGoodPassword } from '../src/passwords/password-rules.ts'

const anna = { email: 'anna.berger@example.com', username: 'anna_b', name: 'Anna Berger' }
const refuses = (password: string) => () => requireGoodPassword(password, anna, ['input', 'password'])

describe('a stored password', () => {
  test('is an argon2id hash with the memory and passes RFC 9106 recommends', async () => {
    expect(await hashPassword('correct horse battery')).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  })

  test('is right for the same text only, however it was typed', async () => {
    const stored = await hashPassword('Zürich blau Kaffee')
    expect(await checkPassword(stored, 'Zu\u0308rich blau Kaffee')).toEqual({
      isRight: true,
      isOutdated: false,
    })
    expect(await checkPassword(stored, 'zürich blau kaffee')).toEqual({ isRight: false, isOutdated: false })
  })

  test('is known to be outdated when it was hashed with weaker parameters', async () => {
    const weak = await hash('correct horse battery', { memoryCost: 19_456, timeCost: 2 })
    expect(await checkPassword(weak, 'correct horse battery')).toEqual({ isRight: true, isOutdated: true })
  })

  test('is never right when there is none, which takes the same work', async () => {
    const stored = await hashPassword('correct horse battery')
    /** CPU time of four checks, the hashing threads included. */
    const workOf = async (storedHash: string | null): Promise<number> => {
      const before = process.cpuUsage()
      for (let check = 0; check < 4; check += 1)
        expect(await checkPassword(storedHash, 'a guess')).toEqual({ isRight: false, isOutdated: false })
      return process.cpuUsage(before).user
    }
    await workOf(null)
    expect((await workOf(null)) / (await workOf(stored))).toBeGreaterThan(0.3)
  })
})

describe('a new password', () => {
  test.each(['too short', 'x'.repeat(129)])('is refused for its length: %s', password => {
    expect(refuses(password)).toThrow(/at (least|most)/)
  })

  test.each([
    'password123',
    'P4ssw0rd!!',
    'Qwertyuiop1',
    'qwerty123456',
    '1234567890',
    '0987654321',
    'aaaaaaaaaaaa',
    'abababababab',
    'abcdefghijkl',
    'Welcome2026!',
    'iloveyou1234',
    'annaberger1',
    'Berger2024!!',
    'orionadmin1',
  ])('is refused as guessable: %s', password => {
    expect(refuses(password)).toThrow('one of the first that are tried')
  })

  test.each([
    'correct horse battery',
    'tannenzapfen-regal',
    'x7Kp2mQ9vR4w',
    'I test passwords on Sundays',
    '老虎喜欢在河边喝绿茶看书',
    'password for the green submarine',
  ])('is taken: %s', password => {
    expect(refuses(password)).not.toThrow()
  })

  test('is counted in characters, not in code units', () => {
    expect(refuses('😀🐢🚲🌵🎺🧊🪁')).toThrow('has 7 characters')
  })

  test('is good when it was generated, and never the same', () => {
    const generated = Array.from({ length: 50 }, generatePassword)
    for (const password of generated) expect(refuses(password)).not.toThrow()
    expect(new Set(generated).size).toBe(50)
  })
})
