const ORIGIN = 'http://dashboard.invalid'

/**
 * Where to go after a sign-in: the path that was asked for when it is a page of this dashboard, `/` otherwise. Whole
 * addresses, `//host`, backslashes and control characters, which browsers read as another host, are all refused.
 */
export function redirectTarget(asked: string | null | undefined): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (!asked?.startsWith('/') || /^\/[/\\]|[\\\u0000-\u001f\u007f]/.test(asked)) return '/'
  if (!URL.canParse(asked, ORIGIN)) return '/'
  const url = new URL(asked, ORIGIN)
  if (url.origin !== ORIGIN || url.pathname.startsWith('//')) return '/'
  if (/^\/(sign-in|api|files)(\/|$)/.test(url.pathname)) return '/'
  return url.pathname + url.search + url.hash
}
