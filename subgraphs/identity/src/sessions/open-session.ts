import type { Transaction } from '../database.ts'
import { createRefreshToken, hashRefreshToken, REFRESH_TOKEN_DAYS } from '../tokens/refresh-tokens.ts'

/** Where somebody signs in from. */
export interface Device {
  /** What the program calls itself. */
  userAgent: string | null
  /** The address it is called from, as the gateway saw it. */
  ipAddress: string | null
}

const USER_AGENT_CHARACTERS = 400

/** The columns that tell a device. */
export const deviceColumns = ({ userAgent, ipAddress }: Device) => ({
  userAgent: userAgent?.slice(0, USER_AGENT_CHARACTERS) ?? null,
  ipAddress,
})

/** When a refresh token made now ends. */
export const refreshExpiry = (now: Date) => new Date(now.getTime() + REFRESH_TOKEN_DAYS * 86_400_000)

/** Opens a session with its first refresh token. */
export async function openSession(
  transaction: Transaction,
  userId: string,
  device: Device,
): Promise<{ sessionId: string; refreshToken: string }> {
  const refreshToken = createRefreshToken()
  const expiresAt = refreshExpiry(new Date())
  const session = await transaction.session.create({
    data: {
      userId,
      ...deviceColumns(device),
      expiresAt,
      refreshTokens: { create: { tokenHash: hashRefreshToken(refreshToken), expiresAt } },
    },
  })
  return { sessionId: session.id, refreshToken }
}
