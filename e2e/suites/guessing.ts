import { describe, expect, it } from 'vitest'
import { system } from '../shared-system.ts'

describe('a password', () => {
  it('is slowed down for an account, and many guesses in one request are refused', async () => {
    const { username } = await system.user('VIEWER')
    const login = (body: unknown) =>
      fetch(`${system.gatewayUrl}/api/v1/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const guess = (password: string) => ({ identifier: username, password })
    expect((await login([guess('a'), guess('b')])).status).toBe(400)
    const statuses: number[] = []
    for (let tries = 0; tries < 10; tries++) statuses.push((await login(guess(`wrong-${tries}`))).status)
    expect(statuses[0]).toBe(401)
    expect(statuses.at(-1)).toBe(429)
  })

  it('is slowed down for the password that guards a signed-in account, also by many fields at once', async () => {
    const { client } = await system.user('EDITOR', 'guessed')
    const calls = Array.from(
      { length: 30 },
      (_, index) =>
        `g${index}: changePassword(input: { currentPassword: "wrong-${index}", newPassword: "a-new-password-7" }) { userErrors { code message } }`,
    )
    const { data, errors } = await client.ask(`mutation { ${calls.join('\n')} }`)
    const codes = Object.values(
      (data ?? {}) as Record<string, { userErrors: { code: string }[] } | null>,
    ).flatMap(answer => answer?.userErrors.map(({ code }) => code) ?? [])
    expect([...codes, ...(errors ?? []).map(({ extensions }) => extensions?.code)]).toContain(
      'TOO_MANY_ATTEMPTS',
    )
  })
})
