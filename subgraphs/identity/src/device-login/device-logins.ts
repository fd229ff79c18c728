import { randomInt } from 'node:crypto'
import { type Origin, OrionError, type ServiceTools } from '@orion/common'
import { redisScript } from '@orion/common/service/redis-script'
import { z } from 'zod'
import { randomSecret, sha256 } from '../tokens/tickets.ts'

type Redis = ServiceTools<unknown, unknown>['redis']

/** How long a code can be approved. */
export const DEVICE_LOGIN_SECONDS = 600
/** How long a device has to wait between two questions; each that comes sooner makes it this much longer. */
export const POLL_SECONDS = 5
/** No vowels, so that no words come up, and no letters that are taken for others (RFC 8628, section 6.1). */
const ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ'

const approval = z.object({ userId: z.uuid(), sessionId: z.uuid() })
/** Who let a device in. */
export type Approval = z.infer<typeof approval>

const stored = z.object({
  userCode: z.string(),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: z.coerce.date(),
  intervalSeconds: z.number(),
  /** Who approved it, in which session; null when it was denied; left out while nobody decided. */
  approvedBy: approval.nullable().optional(),
})
/** A device that waits to be let in. */
export type WaitingDevice = z.infer<typeof stored>

/** Codes as RFC 8628, section 3.5, has them. */
type PollCode = 'AUTHORIZATION_PENDING' | 'SLOW_DOWN' | 'ACCESS_DENIED' | 'EXPIRED_TOKEN'

/** A device gets no tokens: not yet, or not at all. */
export class DevicePollError extends OrionError {
  constructor(code: PollCode, intervalSeconds?: number) {
    const details = intervalSeconds ? { interval: intervalSeconds } : undefined
    super(messages[code], { code, status: 400, details })
  }
}
const messages: Record<PollCode, string> = {
  AUTHORIZATION_PENDING: 'Nobody has decided yet; ask again after the interval.',
  SLOW_DOWN: 'You ask too often; wait five seconds longer from now on.',
  ACCESS_DENIED: 'The sign-in was denied.',
  EXPIRED_TOKEN: 'The code has run out, or was used; begin again.',
}

// Only while it is as it was read, so that a decision of the same moment is not undone.
const replace = redisScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL') end
return 0`)

/** Devices that wait to be let in, kept in Redis for ten minutes. */
export interface DeviceLogins {
  begin(origin: Origin): Promise<{ deviceCode: string; userCode: string }>
  /** The device that shows this code, as people type it; null when there is none that waits. */
  find(userCode: string): Promise<WaitingDevice | null>
  /** Lets it in or keeps it out, once. @returns the device; null when there is none that waits any more. */
  decide(userCode: string, approvedBy: Approval | null): Promise<WaitingDevice | null>
  /** Answers who let the device in, once. @throws DevicePollError as long as, or because, nobody did. */
  poll(deviceCode: string): Promise<Approval>
}

/** Makes the store. */
export function createDeviceLogins(redis: Redis): DeviceLogins {
  const deviceKey = (hash: string) => `orion:identity:device:${hash}`
  const codeKey = (userCode: string) => `orion:identity:device-code:${userCode}`
  const read = async (hash: string): Promise<WaitingDevice | null> => {
    const text = await redis.get(deviceKey(hash))
    return text === null ? null : stored.parse(JSON.parse(text))
  }
  const write = (hash: string, login: WaitingDevice) =>
    redis.set(deviceKey(hash), JSON.stringify(login), 'KEEPTTL', 'XX')

  return {
    async begin(origin) {
      const deviceCode = randomSecret()
      const hash = sha256(deviceCode)
      const userCode = Array.from({ length: 8 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')
      const login: WaitingDevice = {
        userCode,
        ...origin,
        createdAt: new Date(),
        intervalSeconds: POLL_SECONDS,
      }
      await redis.set(deviceKey(hash), JSON.stringify(login), 'EX', DEVICE_LOGIN_SECONDS)
      // Of two devices that draw one code, the second draws again.
      const isFree = await redis.set(codeKey(userCode), hash, 'EX', DEVICE_LOGIN_SECONDS, 'NX')
      return isFree ? { deviceCode, userCode } : this.begin(origin)
    },
    async find(userCode) {
      const hash = await redis.get(codeKey(plainCode(userCode)))
      return hash === null ? null : read(hash)
    },
    async decide(userCode, approvedBy) {
      // Who takes the code out decides: of two decisions at once, one counts.
      const hash = await redis.getdel(codeKey(plainCode(userCode)))
      const login = hash === null ? null : await read(hash)
      if (hash === null || login === null) return null
      const decided = { ...login, approvedBy }
      return (await write(hash, decided)) === null ? null : decided
    },
    async poll(deviceCode) {
      const hash = sha256(deviceCode)
      const login = await read(hash)
      if (!login) throw new DevicePollError('EXPIRED_TOKEN')
      const pauseMs = login.intervalSeconds * 1000 - 500
      const mayAsk = await redis.set(`${deviceKey(hash)}:asked`, '1', 'PX', pauseMs, 'NX')
      if (login.approvedBy === undefined) {
        if (mayAsk) throw new DevicePollError('AUTHORIZATION_PENDING')
        const intervalSeconds = login.intervalSeconds + POLL_SECONDS
        const slower = JSON.stringify({ ...login, intervalSeconds })
        await replace(redis, [deviceKey(hash)], [JSON.stringify(login), slower])
        throw new DevicePollError('SLOW_DOWN', intervalSeconds)
      }
      // Who takes the device out gets the tokens: of two who ask at once, one.
      if ((await redis.del(deviceKey(hash))) === 0) throw new DevicePollError('EXPIRED_TOKEN')
      if (login.approvedBy === null) throw new DevicePollError('ACCESS_DENIED')
      return login.approvedBy
    },
  }
}

/** The code without what people put between its letters, in upper case. */
function plainCode(userCode: string): string {
  return userCode
    .toUpperCase()
    .replace(/[^A-Z]/g, '')
    .slice(0, 8)
}

/** The code as it is shown: `ABCD-EFGH`. */
export function shownCode(userCode: string): string {
  return `${userCode.slice(0, 4)}-${userCode.slice(4)}`
}
