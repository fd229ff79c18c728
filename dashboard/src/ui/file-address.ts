/**
 * The address under which the page loads a file of the gateway: its own origin, which passes `/files/` on. Addresses of
 * other stores stay as they are.
 */
export function fileAddress(url: string): string {
  const { pathname, search } = new URL(url, 'http://gateway.invalid')
  return pathname.startsWith('/files/') ? pathname + search : url
}
