/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3), which is a number of seconds or a date; some servers send parts of
 * a second.
 *
 * @param nowMs what a date is counted from
 * @returns how long to wait, in milliseconds, never less than 0; null when there is no such header, or it is neither
 */
export function retryAfterMs(header: string | null | undefined, nowMs = Date.now()): number | null {
  const value = header?.trim() ?? ''
  const waitMs = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - nowMs
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : null
}
