import type { Files } from '@orion/common'
import type { Platform, Post, PostAccount } from '../platform.ts'
import { limitsOf } from '../post-limits.ts'
import { feedPage, postPage } from './page.ts'
import type { PageAddresses } from './page-addresses.ts'
import { accountFolder, postFolder, readSandboxFeed, type SandboxPost } from './sandbox-post.ts'

/**
 * The embedded platform: for each account a folder with its feed, in it for each post a folder with the video, its thumbnail,
 * post.json, and a page that shows the post as it would look; they can be opened from the disk. post.json is written last: a
 * folder without it is no post.
 */
export function createSandbox(files: Files, addresses: PageAddresses): Platform {
  const isPosted = (accountId: string, postId: string) =>
    files.exists(`${postFolder(accountId, postId)}/post.json`)
  return {
    name: 'SANDBOX',
    limits: target => limitsOf[target],
    async publish(post, account, key) {
      if (!(await isPosted(account.id, key))) await writePost(files, post, account, key)
      return { postId: key, postUrl: null }
    },
    lookup: async (account, key) =>
      (await isPosted(account.id, key)) ? { postId: key, postUrl: null } : 'absent',
    currentUrl: (_, postId) => addresses.ofPost(postId),
  }
}

async function writePost(files: Files, post: Post, account: PostAccount, postId: string): Promise<void> {
  const folder = postFolder(account.id, postId)
  await files.copy(post.videoKey, `${folder}/video.mp4`)
  if (post.thumbnailKey) await files.copy(post.thumbnailKey, `${folder}/thumbnail.jpg`)
  const kept: SandboxPost = {
    postId,
    account: { id: account.id, displayName: account.displayName },
    title: post.title,
    text: post.text,
    target: post.target,
    durationSeconds: post.durationSeconds,
    video: 'video.mp4',
    thumbnail: post.thumbnailKey ? 'thumbnail.jpg' : null,
    postedAt: new Date().toISOString(),
  }
  const { video, thumbnail } = kept
  await putText(
    files,
    `${folder}/index.html`,
    postPage(kept, { video, thumbnail, feed: '../index.html' }),
    'text/html',
  )
  await putText(files, `${folder}/post.json`, JSON.stringify(kept, null, 2), 'application/json')
  await writeFeed(files, account)
}

/** Writes the feed of what is there now. Two posts at once may each write it; the later one has both. */
async function writeFeed(files: Files, account: PostAccount): Promise<void> {
  const posts = await readSandboxFeed(files, account.id)
  const cards = posts.map(post => ({
    post,
    page: `${post.postId}/index.html`,
    thumbnail: post.thumbnail && `${post.postId}/${post.thumbnail}`,
  }))
  await putText(files, `${accountFolder(account.id)}/index.html`, feedPage(account, cards), 'text/html')
}

const putText = (files: Files, key: string, text: string, contentType: string): Promise<void> =>
  files.put(key, Buffer.from(text), `${contentType}; charset=utf-8`)
