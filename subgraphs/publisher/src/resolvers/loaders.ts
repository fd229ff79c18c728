import { batched, maySee } from '@orion/common'
import type { AccountRow } from '../accounts/account-row.ts'
import type { Context } from '../context.ts'
import { isUuid } from '../ids.ts'
import { findPublications, findPublicationsOf } from '../publications/find-publications.ts'
import type { PublicationRow } from '../publications/publication-row.ts'

/** A publication, unless the viewer may not see it. */
export const loadPublication = batched<Context, PublicationRow>(async (ids, { app, viewer }) => {
  const rows = await findPublications(app, ids, viewer)
  return new Map(rows.map(row => [row.id, row]))
})

/** The publications of a content, those left out that the viewer may not see. */
export const loadPublicationsOfContent = batched<Context, PublicationRow[]>(async (ids, { app, viewer }) => {
  const found = await findPublicationsOf(app, ids)
  return new Map([...found].map(([id, rows]) => [id, rows.filter(({ userId }) => maySee(viewer, userId))]))
})

/** An account, unless it was removed or the viewer may not see it. */
export const loadAccount = batched<Context, AccountRow>(async (ids, { app, viewer }) => {
  const rows = await app.database.client.socialAccount.findMany({ where: { id: { in: ids.filter(isUuid) } } })
  return new Map(rows.filter(row => !row.removedAt && maySee(viewer, row.userId)).map(row => [row.id, row]))
})
