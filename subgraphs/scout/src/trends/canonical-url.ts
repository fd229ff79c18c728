const TRACKING =
  /^(utm_|mc_|pk_|_hs|at_)|^(fbclid|gclid|dclid|msclkid|igshid|yclid|ref|ref_src|cmp|cmpid|ocid|rss|guccounter)$/i

/**
 * One spelling for the many addresses of a page: without scheme, `www.`, default port, fragment, tracking
 * parameters and trailing slash, its other parameters sorted. For comparing, not for fetching. Null for null and
 * for what is no address.
 */
export function canonicalUrl(address: string | null): string | null {
  if (!address || !URL.canParse(address)) return null
  const url = new URL(address)
  const parameters = [...url.searchParams].filter(([name]) => !TRACKING.test(name)).sort()
  const query = parameters.map(([name, value]) => `${name}=${value}`).join('&')
  const host = url.host.replace(/^(www|m|amp)\./, '').replace(/:(80|443)$/, '')
  return `${host}${url.pathname.replace(/\/+$/, '')}${query ? `?${query}` : ''}`
}
