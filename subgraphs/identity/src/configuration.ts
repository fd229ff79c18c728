import { flag } from '@orion/common'
import { z } from 'zod'

/** What identity needs to know besides what every service does. */
export const identityConfiguration = z.object({
  ORION_ENCRYPTION_KEY: z
    .string()
    .transform(text => text.split(',').map(key => key.trim()))
    .pipe(z.array(z.string().min(32, 'each key must have 32 characters or more')).min(1))
    .describe(
      'Key that seals what is secret in the database. To rotate it put the new one in front, with a comma: the first seals, all open.',
    ),
  IDENTITY_TOKEN_ISSUER: z.string().default('orion').describe('The `iss` of access tokens.'),
  IDENTITY_TOKEN_AUDIENCE: z.string().default('orion-api').describe('The `aud` of access tokens.'),
  IDENTITY_OPEN_REGISTRATION: flag(false).describe('Whether anybody may register, as a viewer.'),
  IDENTITY_AUDIT_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .default(365)
    .describe('How many days the audit log is kept.'),
  ORION_ADMIN_EMAIL: z
    .string()
    .default('admin@orion.localhost')
    .describe('E-mail address of the first admin, made when there is no user yet.'),
  ORION_ADMIN_PASSWORD: z
    .string()
    .optional()
    .describe('Password of the first admin; one is generated and printed once when this is left out.'),
  ORION_FIRST_ADMIN_FILE: z
    .string()
    .optional()
    .describe(
      'File to which the first admin and their password are written, readable by its owner only, instead of printing it.',
    ),
})
export type IdentityConfiguration = z.infer<typeof identityConfiguration>
