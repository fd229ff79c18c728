import { isIP } from 'node:net'
import type { Context } from 'hono'
import type { Device } from '../sessions/open-session.ts'

/**
 * Where a request comes from. The gateway, the only caller there is, puts the client's address last into
 * X-Forwarded-For; what stands before it the client may have made up.
 */
export function deviceOf(context: Context): Device {
  const address = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? ''
  return { userAgent: context.req.header('user-agent') ?? null, ipAddress: isIP(address) ? address : null }
}
