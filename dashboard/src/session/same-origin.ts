/** The header every request of the dashboard to its own routes carries. */
export const CLIENT_HEADER = 'x-orion-dashboard'

/**
 * True when a request was made by a script of this dashboard. Another site can make a browser send our cookies, but
 * it cannot add this header without our consent (a CORS preflight, which no route answers).
 */
export function isFromDashboard(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  return request.headers.get(CLIENT_HEADER) === '1' && (site === null || site === 'same-origin')
}

/** The answer to every other request. */
export function refuseForeign(): Response {
  return Response.json(
    {
      message: `This route only answers the dashboard itself; send the header ${CLIENT_HEADER}: 1.`,
      code: 'FORBIDDEN',
    },
    { status: 403 },
  )
}
