import { flag } from '@orion/common'
import { z } from 'zod'

/** What identity needs to know besides what every service does. */
export const identityConfiguration = z.object({
  IDENTITY_ENCRYPTION_KEYS: z
    .string()
    .transform(text => text.split(',').map(key => key.trim()))
    .pipe(z.array(z.string().min(32, 'each key must have 32 characters or more')).min(1))
    .describe(
      'Keys that seal what is secret in the database, comma-separated: the first seals, all open. Put a new one in front to rotate.',
    ),
  IDENTITY_TOKEN_ISSUER: z.string().default('orion').describe('The `iss` of access tokens.'),
  IDENTITY_TOKEN_AUDIENCE: z.string().default('orion-api').describe('The `aud` of access tokens.'),
  IDENTITY_OPEN_REGISTRATION: flag(false).describe('Whether anybody may register, as a viewer.'),
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
    .describe('File to which the first admin and their password are written, readable by its owner only.'),
})
export type IdentityConfiguration = z.infer<typeof identityConfiguration>
