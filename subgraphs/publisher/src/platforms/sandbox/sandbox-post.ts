import { type Files, NotFoundError } from '@orion/common'
import { z } from 'zod'

/** A post of the sandbox, as post.json beside its video keeps it. File names are relative to its folder. */
export const sandboxPost = z.object({
  postId: z.uuid(),
  account: z.object({ id: z.uuid(), displayName: z.string() }),
  title: z.string(),
  text: z.string(),
  target: z.enum(['YOUTUBE_SHORTS', 'TIKTOK', 'INSTAGRAM_REELS']),
  durationSeconds: z.number(),
  video: z.string(),
  thumbnail: z.string().nullable(),
  postedAt: z.iso.datetime(),
})
export type SandboxPost = z.infer<typeof sandboxPost>

/** The folder of an account in the files store; each of its posts has a folder in it. */
export const accountFolder = (accountId: string): string => `sandbox/${accountId}`
export const postFolder = (accountId: string, postId: string): string =>
  `${accountFolder(accountId)}/${postId}`

/** Most posts a feed shows. */
const FEED_LENGTH = 60

/** Reads a post. @throws NotFoundError when there is none. */
export async function readSandboxPost(files: Files, accountId: string, postId: string): Promise<SandboxPost> {
  const key = `${postFolder(accountId, postId)}/post.json`
  if (!(await files.exists(key))) throw new NotFoundError('post', postId)
  return sandboxPost.parse(JSON.parse(Buffer.from(await files.read(key)).toString('utf8')))
}

/** The posts of an account, newest first. */
export async function readSandboxFeed(files: Files, accountId: string): Promise<SandboxPost[]> {
  const keys = await files.list(accountFolder(accountId))
  const ids = keys.filter(key => key.endsWith('/post.json')).map(key => key.split('/').at(-2) ?? '')
  const posts = await Promise.all(ids.map(id => readSandboxPost(files, accountId, id)))
  return posts.sort((a, b) => b.postedAt.localeCompare(a.postedAt)).slice(0, FEED_LENGTH)
}
