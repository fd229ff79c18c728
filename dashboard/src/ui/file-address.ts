/**
 * The address under which the page loads a file of the gateway: its own origin, which passes `/files/` on. Addresses of
 * other stores stay as they are.
 */
export function fileAddress(url: string): string {
  const parsed = URL.parse(url, 'http://gateway.invalid')
  return parsed?.pathname.startsWith('/files/') ? parsed.pathname + parsed.search : url
}
