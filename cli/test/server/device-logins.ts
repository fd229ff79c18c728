import { randomUUID } from 'node:crypto'
import type { Sessions } from './sessions.ts'

/** The code that every device shows. */
export const USER_CODE = 'BCDF-GHJK'

type Answer = { status: number; body: unknown }

const refused = (code: string, more = {}): Answer => ({
  status: 400,
  body: { error: { code, message: `${code} of the test server.`, ...more } },
})

/** Devices that wait to be let in, as the identity service keeps them. */
export class DeviceLogins {
  /** What devices are told from now on, in seconds: how long to wait between two questions, how long codes hold. */
  interval = 0.01
  expiresIn = 600
  /** Answered once each, in this order, in place of AUTHORIZATION_PENDING. */
  readonly sayOnce: Answer[] = []
  /** How often a device asked whether it was let in. */
  polls = 0
  private decision: string | null | undefined
  private readonly sessions: Sessions
  private readonly dashboard: () => string

  constructor(sessions: Sessions, dashboard: () => string) {
    this.sessions = sessions
    this.dashboard = dashboard
  }

  begin(): Answer {
    const verificationUri = `${this.dashboard()}/device`
    const { interval, expiresIn } = this
    return {
      status: 200,
      body: {
        deviceCode: `device-${randomUUID()}`,
        userCode: USER_CODE,
        verificationUri,
        verificationUriComplete: `${verificationUri}?code=${USER_CODE}`,
        expiresIn,
        interval,
      },
    }
  }

  /** Decides in the browser: a user lets the device in, `null` keeps it out. */
  decide(username: string | null): void {
    this.decision = username
  }

  slowDown(interval?: number): void {
    this.sayOnce.push(refused('SLOW_DOWN', { interval }))
  }

  expire(): void {
    this.sayOnce.push(refused('EXPIRED_TOKEN'))
  }

  poll(): Answer {
    this.polls++
    const said = this.sayOnce.shift()
    if (said) return said
    if (this.decision === undefined) return refused('AUTHORIZATION_PENDING')
    if (this.decision === null) return refused('ACCESS_DENIED')
    return { status: 200, body: this.sessions.letIn(this.decision) }
  }
}
