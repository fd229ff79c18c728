import {
  about,
  formatMoney,
  maySee,
  NotFoundError,
  readBody,
  readPage,
  readQuery,
  requireScope,
  requireViewer,
  type ServiceRoutes,
} from '@orion/common'
import { z } from 'zod'
import { type AssetRow, assetStatuses } from './assets/asset-row.ts'
import { findAssets, findNewestAssets } from './assets/find-assets.ts'
import { listAssets } from './assets/list-assets.ts'
import { regenerateAsset } from './assets/regenerate-asset.ts'
import type { Media } from './media.ts'

const assetsQuery = z.object({
  first: z.coerce.number().int().optional(),
  after: z.string().optional(),
  /** Several separated by commas, in any case. */
  status: z
    .string()
    .transform(text => text.toUpperCase().split(','))
    .pipe(z.array(z.enum(assetStatuses)))
    .optional(),
})
const regenerateBody = z.object({ prompt: z.string().optional() })

/** The REST routes of media, on the same domain functions as its part of the graph. */
export function mountRoutes(routes: ServiceRoutes, media: Media): void {
  const bodyOf = (asset: AssetRow) => assetBody(media, asset)

  routes.get('/assets', about({ summary: 'Pictures, newest first.', query: assetsQuery }), async context => {
    const viewer = requireViewer(context.get('viewer'))
    const { status, ...page } = readQuery(context, assetsQuery)
    const { nodes, pageInfo } = await listAssets(media, viewer, readPage(page), status)
    return context.json({ items: nodes.map(bodyOf), pageInfo })
  })

  routes.get('/assets/:id', about({ summary: 'One picture.' }), async context => {
    const viewer = requireViewer(context.get('viewer'))
    const { id } = context.req.param()
    const asset = (await findAssets(media, [id])).get(id)
    if (!asset || !maySee(viewer, asset.userId)) throw new NotFoundError('picture', id)
    return context.json(bodyOf(asset))
  })

  routes.post(
    '/assets/:id/regenerate',
    about({ summary: 'Draws a picture again.', access: 'media:write', body: regenerateBody, status: 202 }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'media:write')
      const { id } = context.req.param()
      const asset = await regenerateAsset(media, viewer, { id, ...(await readBody(context, regenerateBody)) })
      return context.json(bodyOf(asset), 202)
    },
  )

  routes.get(
    '/contents/:id/assets',
    about({ summary: 'The newest pictures of a content.' }),
    async context => {
      const viewer = requireViewer(context.get('viewer'))
      const { id } = context.req.param()
      const assets = (await findNewestAssets(media, [id])).get(id) ?? []
      return context.json({ items: assets.filter(({ userId }) => maySee(viewer, userId)).map(bodyOf) })
    },
  )

  routes.get(
    '/providers',
    about({ summary: 'The image providers, in the order in which they are tried.' }),
    async context => {
      requireViewer(context.get('viewer'))
      return context.json({ providers: await media.providers.status() })
    },
  )
}

function assetBody({ files }: Media, asset: AssetRow) {
  const { id, contentId, runId, scene, prompt, status, provider, isEmbedded, width, height, sizeBytes } =
    asset
  const { fileKey, thumbnailKey, cost, error, createdAt } = asset
  return {
    id,
    contentId,
    runId,
    scene,
    prompt,
    status,
    provider,
    isEmbedded,
    width,
    height,
    sizeBytes,
    url: fileKey && files.url(fileKey),
    thumbnailUrl: thumbnailKey && files.url(thumbnailKey),
    cost: formatMoney(cost.toString()),
    error,
    createdAt,
  }
}
