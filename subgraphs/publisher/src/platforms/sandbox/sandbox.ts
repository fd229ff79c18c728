import type { Files } from '@orion/common'
import { signFileUrl } from '@orion/common/files/signed-url'
import { z } from 'zod'
import type { Platform, Post, PostAccount } from '../platform.ts'

/** A post of the sandbox as it is kept beside its video. */
export const sandboxPost = z.object({
  postId: z.uuid(),
  account: z.object({ id: z.uuid(), displayName: z.string() }),
  title: z.string(),
  text: z.string(),
  durationSeconds: z.number(),
  videoKey: z.string(),
  thumbnailKey: z.string().nullable(),
  postedAt: z.iso.datetime(),
})
export type SandboxPost = z.infer<typeof sandboxPost>

/** The folder of a post in the files store. */
export const folderOf = (postId: string) => `sandbox/${postId}`
/** What the address of a post's page is signed for. */
export const pageKeyOf = (postId: string) => `${folderOf(postId)}/page`

/**
 * The embedded platform: a folder for each post with the video, its thumbnail and post.json, and a page that shows the post as it
 * would look. post.json is written last: a folder without it is no post.
 */
export function createSandbox(
  files: Files,
  configuration: { ORION_PUBLIC_URL: string; ORION_FILES_SECRET: string },
): Platform {
  const copy = async (from: string, to: string, contentType: string) => {
    await files.put(to, await files.read(from), contentType)
    return to
  }
  const write = async (post: Post, account: PostAccount, postId: string) => {
    const folder = folderOf(postId)
    const kept: SandboxPost = {
      postId,
      account: { id: account.id, displayName: account.displayName },
      title: post.title,
      text: post.text,
      durationSeconds: post.durationSeconds,
      videoKey: await copy(post.videoKey, `${folder}/video.mp4`, 'video/mp4'),
      thumbnailKey:
        post.thumbnailKey && (await copy(post.thumbnailKey, `${folder}/thumbnail.jpg`, 'image/jpeg')),
      postedAt: new Date().toISOString(),
    }
    await files.put(`${folder}/post.json`, Buffer.from(JSON.stringify(kept, null, 2)), 'application/json')
  }
  const isPosted = (postId: string) => files.exists(`${folderOf(postId)}/post.json`)
  return {
    name: 'SANDBOX',
    maxTextLength: 2200,
    async publish(post, account, key) {
      if (!(await isPosted(key))) await write(post, account, key)
      return { postId: key, postUrl: null }
    },
    lookup: async (_, key) => ((await isPosted(key)) ? { postId: key, postUrl: null } : 'absent'),
    currentUrl(_, postId) {
      const { search } = new URL(
        signFileUrl({
          publicUrl: configuration.ORION_PUBLIC_URL,
          secret: configuration.ORION_FILES_SECRET,
          key: pageKeyOf(postId),
        }),
      )
      return `${configuration.ORION_PUBLIC_URL.replace(/\/$/, '')}/api/v1/publisher/sandbox/posts/${postId}${search}`
    },
  }
}

/** Reads a post of the sandbox. @throws FileError when there is none. */
export async function readSandboxPost(files: Files, postId: string): Promise<SandboxPost> {
  const bytes = await files.read(`${folderOf(postId)}/post.json`)
  return sandboxPost.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
}
