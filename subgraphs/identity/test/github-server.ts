import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'

/** Who is signed in at the test's GitHub. */
export interface GithubUser {
  id: number
  login: string
  name: string | null
  /** Address of their picture. */
  picture?: string
  emails: { email: string; primary: boolean; verified: boolean }[]
}

/** A local server that speaks GitHub's documented OAuth web flow, with PKCE, and the two routes of its API. */
export interface GithubServer {
  url: string
  /** Who signs in next. */
  user: GithubUser
  /** What it does instead of answering the token route; null to be good again. */
  misbehave: ((response: ServerResponse) => void) | null
  /** Tokens that it was asked to forget. */
  revoked: string[]
  stop(): Promise<void>
}

const squareOf = () =>
  sharp({ create: { width: 64, height: 64, channels: 3, background: '#4338ca' } })
    .png()
    .toBuffer()

export const githubClient = { id: 'github-client', secret: 'a secret of the test' }

export async function startGithub(): Promise<GithubServer> {
  const codes = new Map<string, { challenge: string; redirectUri: string; user: GithubUser }>()
  const tokens = new Map<string, GithubUser>()
  const bodyOf = async (request: IncomingMessage) => {
    let text = ''
    for await (const chunk of request) text += chunk
    return text
  }
  const json = (response: ServerResponse, status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://github.invalid')
    if (pathname === '/login/oauth/authorize') {
      const back = new URL(searchParams.get('redirect_uri') ?? '')
      const code = randomUUID()
      codes.set(code, {
        challenge: searchParams.get('code_challenge') ?? '',
        redirectUri: back.href,
        user: github.user,
      })
      back.searchParams.set('code', code)
      back.searchParams.set('state', searchParams.get('state') ?? '')
      return response.writeHead(302, { location: back.href }).end()
    }
    if (pathname === '/login/oauth/access_token') {
      if (github.misbehave) return github.misbehave(response)
      const form = new URLSearchParams(await bodyOf(request))
      const given = codes.get(form.get('code') ?? '')
      codes.delete(form.get('code') ?? '')
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      if (form.get('client_secret') !== githubClient.secret)
        return json(response, 200, { error: 'incorrect_client_credentials' })
      // GitHub tells errors with status 200.
      if (!given || challenge !== given.challenge || form.get('redirect_uri') !== given.redirectUri)
        return json(response, 200, { error: 'bad_verification_code' })
      const token = `gho_${randomUUID()}`
      tokens.set(token, given.user)
      return json(response, 200, { access_token: token, token_type: 'bearer', scope: 'read:user,user:email' })
    }
    if (request.method === 'DELETE' && pathname === `/api/applications/${githubClient.id}/token`) {
      github.revoked.push(JSON.parse(await bodyOf(request)).access_token)
      return response.writeHead(204).end()
    }
    if (pathname === '/picture.png') return response.end(await squareOf())
    const user = tokens.get(request.headers.authorization?.replace(/^bearer /i, '') ?? '')
    if (!user) return json(response, 401, { message: 'Bad credentials' })
    if (pathname === '/api/user')
      return json(response, 200, {
        id: user.id,
        login: user.login,
        name: user.name,
        avatar_url: user.picture,
      })
    if (pathname === '/api/user/emails') return json(response, 200, user.emails)
    return json(response, 404, { message: 'Not Found' })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const github: GithubServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    user: githubUser('octocat'),
    misbehave: null,
    revoked: [],
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return github
}

let lastId = 100
/** A user of GitHub with an address of their own. */
export function githubUser(login: string, email = `${login}@example.org`, verified = true): GithubUser {
  lastId += 1
  return { id: lastId, login, name: `The ${login}`, emails: [{ email, primary: true, verified }] }
}
