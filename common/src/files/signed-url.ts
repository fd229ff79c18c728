import { createHmac, timingSafeEqual } from 'node:crypto'

/** Addresses hold at least this long, and stay the same within an hour so that browsers can cache. */
const HOUR_SECONDS = 3600

const sign = (secret: string, key: string, expires: number) =>
  createHmac('sha256', secret).update(`${key}\n${expires}`).digest('base64url')

/** The address of a file behind the gateway; it holds for one to two hours. */
export function signFileUrl(options: {
  publicUrl: string
  secret: string
  key: string
  now?: number
}): string {
  const nowSeconds = Math.floor((options.now ?? Date.now()) / 1000)
  const expires = (Math.floor(nowSeconds / HOUR_SECONDS) + 2) * HOUR_SECONDS
  const path = options.key.split('/').map(encodeURIComponent).join('/')
  const signature = sign(options.secret, options.key, expires)
  return `${options.publicUrl.replace(/\/$/, '')}/files/${path}?expires=${expires}&signature=${signature}`
}

/** Whether a file address was signed by us and still holds. `key` is the decoded path after /files/. */
export function isFileUrlValid(options: {
  secret: string
  key: string
  expires: string | null | undefined
  signature: string | null | undefined
  now?: number
}): boolean {
  const expires = Number(options.expires)
  if (!Number.isInteger(expires) || expires * 1000 < (options.now ?? Date.now()) || !options.signature)
    return false
  const expected = Buffer.from(sign(options.secret, options.key, expires))
  const given = Buffer.from(options.signature)
  return expected.length === given.length && timingSafeEqual(expected, given)
}
