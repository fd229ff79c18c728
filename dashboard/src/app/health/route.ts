/** Liveness: the server answers. */
export function GET(): Response {
  return Response.json({ status: 'ok', service: 'dashboard' }, { headers: { 'cache-control': 'no-store' } })
}

export const dynamic = 'force-dynamic'
