const ORIGIN = 'http://dashboard.invalid'

/**
 * The path of the dashboard that was asked for, `/` when it is none. Whole addresses, `//host`, backslashes and control
 * characters, which browsers read as another host, are all refused.
 */
export function dashboardPath(asked: string | null | undefined): string {
  if (!asked?.startsWith('/') || asked.length > 500 || /^\/[/\\]|[\\\p{Cc}]/u.test(asked)) return '/'
  if (!URL.canParse(asked, ORIGIN)) return '/'
  const { origin, pathname, search, hash } = new URL(asked, ORIGIN)
  return origin === ORIGIN && !pathname.startsWith('//') ? pathname + search + hash : '/'
}
