import type { Redis } from 'ioredis'
import { redisScript } from '../service/redis-script.ts'
import { type Envelope, parseEnvelope } from './envelope.ts'

/** The Redis stream that keeps what was told live last, for gateways that were away; apart from the channels `orion.*`. */
const RECENT = 'orion:live:recent'

/** How many events the stream keeps at least. */
export const RECENT_EVENTS = 2000

/**
 * Keeps an event and tells it in one step, so that the stream's order is the order in which everybody hears it. The
 * entry's id becomes the event's `sequence` (the CloudEvents extension): microseconds, in digits, ever growing.
 */
const tell = redisScript(`
local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'event', ARGV[3])
local ms, nth = string.match(id, '(%d+)-(%d+)')
local sequence = string.format('%s%03d', ms, nth)
if ARGV[4] == '1' then
  redis.call('PUBLISH', ARGV[2], string.sub(ARGV[3], 1, -2) .. ',"sequence":"' .. sequence .. '"}')
end
return sequence`)

/**
 * Tells an event to all who listen, in an order that is the same for all of them.
 * @param isNews false for events so old that they are only kept
 * @returns its place in that order
 */
export async function tellInOrder(
  redis: Redis,
  channel: string,
  event: unknown,
  isNews: boolean,
): Promise<string> {
  const text = JSON.stringify(event)
  return String(await tell(redis, [RECENT], [RECENT_EVENTS, channel, text, isNews ? '1' : '0']))
}

/** What was told last, oldest first; {@link RECENT_EVENTS} and a few more. */
export async function readRecentEvents(redis: Redis): Promise<Envelope[]> {
  const entries = await redis.xrange(RECENT, '-', '+')
  return entries.flatMap(([id, [, text]]) => {
    const [ms = '', nth = ''] = id.split('-')
    try {
      return [{ ...parseEnvelope(JSON.parse(text ?? '')), sequence: `${ms}${nth.padStart(3, '0')}` }]
    } catch {
      return []
    }
  })
}
