import { gatewayAddresses } from '#configuration.ts'
import { forwardedHeaders } from '#session/gateway-auth.ts'

const ASKED = ['range', 'if-range', 'if-none-match', 'if-modified-since', 'accept']
const ANSWERED = [
  'content-type',
  'content-length',
  'content-range',
  'accept-ranges',
  'etag',
  'last-modified',
  'cache-control',
]
const SHOWN = /^(image\/(?!svg)|video\/|audio\/|text\/vtt)/

/**
 * Pictures, videos and captions from the page's own origin, so that one open port and a strict Content-Security-Policy
 * are enough. The address is signed by the gateway and checked there; ranges pass, so that videos can be sought in.
 */
export async function GET(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  try {
    const file = await fetch(`${gatewayAddresses().gatewayUrl}${pathname}${search}`, {
      headers: { ...Object.fromEntries(pick(request.headers, ASKED)), ...forwardedHeaders(request) },
      cache: 'no-store',
      redirect: 'manual',
      signal: request.signal,
    })
    const headers = pick(file.headers, ANSWERED)
    headers.set('content-security-policy', "default-src 'none'; sandbox")
    if (!SHOWN.test(headers.get('content-type') ?? '')) headers.set('content-disposition', 'attachment')
    return new Response(file.body, { status: file.status, headers })
  } catch {
    return Response.json(
      { message: 'The file cannot be fetched: the gateway cannot be reached.' },
      { status: 502 },
    )
  }
}

function pick(from: Headers, names: string[]): Headers {
  const picked = new Headers()
  for (const name of names) {
    const value = from.get(name)
    if (value) picked.set(name, value)
  }
  return picked
}
