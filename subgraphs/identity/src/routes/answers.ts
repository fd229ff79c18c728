import { roles } from '@orion/common'
import { z } from 'zod'

/** What identity answers, as the API's document tells it. */
const user = z.object({
  id: z.uuid(),
  name: z.string(),
  username: z.string(),
  email: z.string(),
  role: z.enum(roles),
})

export const sessionAnswer = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresIn: z.number().int().describe('Of the access token, in seconds.'),
  tokenType: z.literal('Bearer'),
  user,
})

export const firstStepAnswer = z.union([
  sessionAnswer,
  z.object({
    mfaRequired: z.literal(true),
    mfaToken: z.string().describe('For /api/v1/auth/login/mfa.'),
    expiresIn: z.number().int().describe('Of the token, in seconds.'),
  }),
])

export const accountAnswer = user.extend({
  emailVerifiedAt: z.date().nullable(),
  isActive: z.boolean(),
  hasSecondFactor: z.boolean().nullable().describe('Null for API keys without account:read.'),
  needsOnboarding: z.boolean().describe('True while neither username nor password were chosen.'),
  bio: z.string().nullable(),
  timezone: z.string(),
  avatarUrl: z.string().nullable(),
  lastLoginAt: z.date().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
})

export const messageAnswer = z.object({ message: z.string() })

/** A page of a list. */
export const pageOf = (item: z.ZodType) =>
  z.object({
    items: z.array(item),
    pageInfo: z.object({
      hasNextPage: z.boolean(),
      hasPreviousPage: z.boolean(),
      startCursor: z.string().nullable(),
      endCursor: z.string().nullable(),
    }),
  })

/** A short list, whole. */
export const listOf = (item: z.ZodType) => z.object({ items: z.array(item) })

/** What has a form of its own that changes with what it tells of. */
export const anyObject = z.record(z.string(), z.unknown())
