import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { Media } from '../media.ts'
import type { DrawnImage } from '../providers/image-providers.ts'
import type { AssetRow } from './asset-row.ts'

const THUMBNAIL_WIDTH = 360
const THUMBNAIL_QUALITY = 82

const extensions = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const

export interface PictureFiles {
  fileKey: string
  thumbnailKey: string
}

/** Stores a picture and its thumbnail, 360 pixels wide at most. Names are ours, never the provider's. */
export async function storePicture(
  { files }: Media,
  { contentId, runId, scene, revision }: AssetRow,
  drawn: DrawnImage,
): Promise<PictureFiles> {
  const name = `contents/${contentId}/${runId}/scene-${scene}${revision > 1 ? `-${revision}` : ''}`
  const fileKey = `${name}.${extensions[drawn.contentType]}`
  const thumbnailKey = `${name}-small.jpg`
  const small = await shrink(drawn.bytes)
  await Promise.all([
    files.put(fileKey, drawn.bytes, drawn.contentType),
    files.put(thumbnailKey, small, 'image/jpeg'),
  ])
  return { fileKey, thumbnailKey }
}

async function shrink(bytes: Uint8Array): Promise<Uint8Array> {
  const picture = await loadImage(bytes)
  const width = Math.min(THUMBNAIL_WIDTH, picture.width)
  const height = Math.max(1, Math.round((picture.height * width) / picture.width))
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, width, height)
  return canvas.encode('jpeg', THUMBNAIL_QUALITY)
}
