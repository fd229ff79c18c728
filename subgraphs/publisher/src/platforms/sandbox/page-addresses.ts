import { isFileUrlValid, signFileUrl } from '@orion/common/files/signed-url'

/** Signed addresses of the sandbox's pages behind the gateway, for browsers, which have no token. They hold one to two hours. */
export interface PageAddresses {
  ofPost(postId: string): string
  ofFeed(accountId: string): string
  /** Whether the query of a page's address was signed for that page and still holds. */
  isValid(page: 'posts' | 'feeds', id: string, query: { expires?: string; signature?: string }): boolean
}

export function pageAddresses(settings: {
  ORION_PUBLIC_URL: string
  ORION_FILES_SECRET: string
}): PageAddresses {
  const publicUrl = settings.ORION_PUBLIC_URL.replace(/\/$/, '')
  const secret = settings.ORION_FILES_SECRET
  const keyOf = (page: string, id: string) => `sandbox-pages/${page}/${id}`
  const address = (page: 'posts' | 'feeds', id: string): string => {
    const { search } = new URL(signFileUrl({ publicUrl, secret, key: keyOf(page, id) }))
    return `${publicUrl}/api/v1/publisher/sandbox/${page}/${id}${search}`
  }
  return {
    ofPost: postId => address('posts', postId),
    ofFeed: accountId => address('feeds', accountId),
    isValid: (page, id, { expires, signature }) =>
      isFileUrlValid({ secret, key: keyOf(page, id), expires, signature }),
  }
}
