import type { IncomingMessage } from 'node:http'

/** The path of a request as it was sent, and its query string with its question mark; empty without one. */
export function pathOf({ url = '/' }: IncomingMessage): { path: string; search: string } {
  // Proxies may ask with the whole address.
  const asked = url.replace(/^https?:\/\/[^/?]*/i, '')
  const mark = asked.indexOf('?')
  return mark < 0 ? { path: asked, search: '' } : { path: asked.slice(0, mark), search: asked.slice(mark) }
}
