import { requireViewer, type Viewer } from '@orion/common'
import { z } from 'zod'
import { ownerFilter } from '../resolvers/loaders.ts'

/** Whose things the one who asks may see. @throws UnauthenticatedError when nobody is signed in. */
export const ownerOf = (context: { get: (name: 'viewer') => Viewer | null }) =>
  ownerFilter(requireViewer(context.get('viewer')))

/** A number of hours or days in a query string, 1 to `most`. */
export const upTo = (most: number, byDefault: number) =>
  z.coerce.number().int().min(1).max(most).default(byDefault)

/** The moment so many hours ago. */
export const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
