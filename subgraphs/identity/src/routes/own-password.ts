import { z } from 'zod'

/** The password of the admin who asks, where somebody becomes an admin. */
export const ownPassword = z
  .string()
  .max(1024)
  .optional()
  .describe('Your own, for the role of an admin; may be left out within ten minutes of a sign-in.')
