import { about, NotFoundError, type ServiceRoutes } from '@orion/common'
import { isUuid } from '../../ids.ts'
import type { Publisher } from '../../publisher.ts'
import { feedPage, postPage } from './page.ts'
import { postFolder, readSandboxFeed, readSandboxPost } from './sandbox-post.ts'

/** The pages of the sandbox: open to whoever has their signed address, since browsers open them without a token. */
export function mountSandboxPages(routes: ServiceRoutes, publisher: Publisher): void {
  const { files, pages, database, configuration } = publisher
  const origin = new URL(configuration.ORION_PUBLIC_URL).origin
  // No script may run in them, and nothing is loaded but the post's own files.
  const policy = `default-src 'none'; style-src 'unsafe-inline'; media-src ${origin}; img-src ${origin}; base-uri 'none'; form-action 'none'`

  routes.get(
    '/sandbox/posts/:id',
    about({
      summary: 'A post of the sandbox, by its signed address.',
      access: 'public',
      answer: 'text/html',
    }),
    async context => {
      const { id } = context.req.param()
      if (!pages.isValid('posts', id, context.req.query())) throw new NotFoundError('post', id)
      const publication = isUuid(id)
        ? await database.client.publication.findFirst({ where: { postId: id, platform: 'SANDBOX' } })
        : null
      if (!publication) throw new NotFoundError('post', id)
      const post = await readSandboxPost(files, publication.accountId, id)
      const folder = postFolder(publication.accountId, id)
      const fileUrl = (name: string) => files.url(`${folder}/${name}`)
      context.header('content-security-policy', policy)
      return context.html(
        postPage(post, {
          video: fileUrl(post.video),
          thumbnail: post.thumbnail && fileUrl(post.thumbnail),
          feed: pages.ofFeed(publication.accountId),
        }),
      )
    },
  )

  routes.get(
    '/sandbox/feeds/:id',
    about({
      summary: 'All posts of a sandbox account, by its signed address.',
      access: 'public',
      answer: 'text/html',
    }),
    async context => {
      const { id } = context.req.param()
      const account =
        isUuid(id) && pages.isValid('feeds', id, context.req.query())
          ? await database.client.socialAccount.findFirst({ where: { id, platform: 'SANDBOX' } })
          : null
      if (!account) throw new NotFoundError('feed', id)
      const cards = (await readSandboxFeed(files, id)).map(post => ({
        post,
        page: pages.ofPost(post.postId),
        thumbnail: post.thumbnail && files.url(`${postFolder(id, post.postId)}/${post.thumbnail}`),
      }))
      context.header('content-security-policy', policy)
      return context.html(feedPage(account, cards))
    },
  )
}
