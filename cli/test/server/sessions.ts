import { randomUUID } from 'node:crypto'

export interface TestUser {
  id: string
  name: string
  username: string
  email: string
  role: 'ADMIN' | 'EDITOR' | 'VIEWER'
  password: string
  /** The code this user's app shows; none is asked for without. */
  code?: string
}

export const users: TestUser[] = (['admin', 'editor', 'viewer'] as const).map(username => ({
  id: randomUUID(),
  name: `The ${username}`,
  username,
  email: `${username}@orion.local`,
  role: username.toUpperCase() as TestUser['role'],
  password: `${username}-password-1`,
}))

users.push({
  id: randomUUID(),
  name: 'The careful',
  username: 'careful',
  email: 'careful@orion.local',
  role: 'EDITOR',
  password: 'careful-password-1',
  code: '123456',
})

interface Grant {
  user: TestUser
  family: string
  endsAtMs: number
}

/** Access and refresh tokens as the identity service gives them: refresh tokens rotate, reuse ends the family. */
export class Sessions {
  /** How long access tokens hold from now on. */
  accessSeconds = 900
  /** How often a refresh token was traded, and how often a used one came again. */
  refreshes = 0
  reuses = 0
  private readonly access = new Map<string, Grant>()
  private readonly refresh = new Map<string, Grant & { isUsed: boolean }>()

  signIn(identifier: string, password: string) {
    const user = users.find(({ username, email }) => username === identifier || email === identifier)
    if (user?.password !== password) return null
    if (!user.code) return this.grant(user, randomUUID())
    return { mfaRequired: true, mfaToken: `step-of-${user.id}`, expiresIn: 300 }
  }

  showCode(mfaToken: string, code: string) {
    const user = users.find(({ id }) => mfaToken === `step-of-${id}`)
    return user?.code === code ? this.grant(user, randomUUID()) : null
  }

  /** The session of a device that a user let in. */
  letIn(username: string) {
    const user = users.find(user => user.username === username)
    return user ? this.grant(user, randomUUID()) : null
  }

  renew(token: string) {
    const grant = this.refresh.get(token)
    if (!grant) return null
    if (grant.isUsed) {
      this.reuses++
      this.endFamily(grant.family)
      return null
    }
    grant.isUsed = true
    this.refreshes++
    return this.grant(grant.user, grant.family)
  }

  signOut(refreshToken: string): void {
    const grant = this.refresh.get(refreshToken)
    if (grant) this.endFamily(grant.family)
  }

  /** The user of an access token that holds; null for any other. */
  userOf(authorization: string | undefined): TestUser | null {
    const grant = this.access.get((authorization ?? '').replace(/^Bearer /, ''))
    return grant && grant.endsAtMs > Date.now() ? grant.user : null
  }

  /** Makes every access token worthless, as a restart with new keys would. */
  expireAccess(): void {
    this.access.clear()
  }

  /** Ends every session. */
  endAll(): void {
    this.access.clear()
    this.refresh.clear()
  }

  private endFamily(family: string): void {
    for (const tokens of [this.access, this.refresh])
      for (const [token, grant] of tokens) if (grant.family === family) tokens.delete(token)
  }

  private grant(user: TestUser, family: string) {
    const accessToken = `access-${randomUUID()}`
    const refreshToken = `refresh-${randomUUID()}`
    this.access.set(accessToken, { user, family, endsAtMs: Date.now() + this.accessSeconds * 1000 })
    this.refresh.set(refreshToken, { user, family, endsAtMs: Number.POSITIVE_INFINITY, isUsed: false })
    const { password: _, code: __, ...shown } = user
    return { accessToken, refreshToken, expiresIn: this.accessSeconds, tokenType: 'Bearer', user: shown }
  }
}
