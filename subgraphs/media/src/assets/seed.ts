import { createHash } from 'node:crypto'

/** The seed of a scene's picture, 0 to 2^31 − 1: the same in every run, another one each time it is drawn again. */
export function seedOf(contentId: string, scene: number, revision: number): number {
  const digest = createHash('sha256').update(`${contentId}/${scene}/${revision}`).digest()
  return digest.readUInt32BE(0) >>> 1
}
