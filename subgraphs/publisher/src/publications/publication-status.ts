import type { PublicationStatus } from '../generated/prisma/client.ts'

/** Where a publication can stand. */
export const publicationStatuses = [
  'SCHEDULED',
  'QUEUED',
  'PUBLISHING',
  'PUBLISHED',
  'FAILED',
  'UNKNOWN',
  'CANCELLED',
] as const satisfies readonly PublicationStatus[]
