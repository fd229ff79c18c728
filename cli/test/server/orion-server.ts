import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { GraphQLError } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import { createSchema, createYoga } from 'graphql-yoga'
import { WebSocketServer } from 'ws'
import { Agency, videoBytes } from './agency.ts'
import { DeviceLogins } from './device-logins.ts'
import { type Context, createResolvers } from './resolvers.ts'
import { Sessions } from './sessions.ts'

const typeDefs = readFileSync(new URL('../../../generated/api.graphql', import.meta.url), 'utf8')

/** An answer that is given instead of the real one, to whatever path begins so. */
export interface Fault {
  path: string
  answer: (response: ServerResponse) => void
}

export interface OrionServer {
  url: string
  agency: Agency
  sessions: Sessions
  devices: DeviceLogins
  /** Subgraphs whose fields fail now. */
  down: Set<string>
  /** Answers given instead of the real ones. */
  faults: Fault[]
  /** Authorization headers that came with requests for files. */
  fileAuthorizations: (string | undefined)[]
  /** The messages of the services in /status that are not well. */
  ill: Map<string, string>
  /** How many live connections stand. */
  liveConnections(): number
  /** Cuts every live connection without a word, and takes no new one until `takeLive`. */
  cutLive(): void
  takeLive(): void
  stop(): Promise<void>
}

/**
 * A gateway as the command sees it: sign-in over REST, the API over HTTP and graphql-ws with the schema of the real
 * one, health, and files; behind it an agency in memory.
 */
export async function startOrionServer(): Promise<OrionServer> {
  const agency = new Agency()
  const sessions = new Sessions()
  const down = new Set<string>()
  const faults: Fault[] = []
  const ill = new Map<string, string>()
  const fileAuthorizations: (string | undefined)[] = []
  const sockets = new Set<Socket>()
  let takesLive = true
  let url = ''
  const devices = new DeviceLogins(sessions, () => url)

  const schema = createSchema<Context & { req: IncomingMessage }>({
    typeDefs,
    resolvers: createResolvers(agency, down, () => `${url}/files`),
  })
  const yoga = createYoga<{ req: IncomingMessage }, Context>({
    schema,
    graphiql: false,
    logging: false,
    maskedErrors: false,
    // A gateway that knows no document by its id, so that every document is sent whole.
    extraParamNames: ['documentId'],
    plugins: [
      {
        onRequestParse: () => ({
          onRequestParseDone({ requestParserResult: parameters }) {
            if (!('documentId' in parameters)) return
            throw new GraphQLError('There is no such document.', {
              extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
            })
          },
        }),
      },
    ],
    context: ({ req }) => ({ user: sessions.userOf(req.headers.authorization) }),
  })

  const server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    const fault = faults.find(fault => path.startsWith(fault.path))
    if (fault) fault.answer(response)
    else if (path.startsWith('/graphql')) await yoga(request, response)
    else if (path.startsWith('/api/v1/auth/')) await answerAuth(path.slice(13), request, response)
    else if (path.startsWith('/files/')) {
      fileAuthorizations.push(request.headers.authorization)
      response.setHeader('content-length', videoBytes.length)
      response.end(videoBytes)
    } else answerHealth(path, response)
  })

  const live = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    if (!takesLive) return socket.destroy()
    live.handleUpgrade(request, socket, head, client => live.emit('connection', client, request))
  })
  server.on('connection', socket => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  useServer<{ authorization?: string }>(
    {
      schema,
      onConnect: ({ connectionParams }) => sessions.userOf(connectionParams?.authorization) !== null,
      context: ({ connectionParams }) => ({ user: sessions.userOf(connectionParams?.authorization) }),
    },
    live,
  )

  async function answerAuth(
    route: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = JSON.parse(await readBody(request)) as Record<string, string>
    if (route === 'login') {
      const grant = sessions.signIn(body.identifier ?? '', body.password ?? '')
      return grant
        ? answer(response, 200, grant)
        : refuse(response, 'INVALID_CREDENTIALS', 'The user or the password is wrong.')
    }
    if (route === 'login/mfa') {
      const grant = sessions.showCode(body.mfaToken ?? '', body.code ?? '')
      return grant ? answer(response, 200, grant) : refuse(response, 'INVALID_CODE', 'The code is wrong.')
    }
    if (route === 'device' || route === 'device/token') {
      const { status, body } = route === 'device' ? devices.begin() : devices.poll()
      return answer(response, status, body)
    }
    if (route === 'refresh') {
      const grant = sessions.renew(body.refreshToken ?? '')
      return grant
        ? answer(response, 200, grant)
        : refuse(response, 'INVALID_TOKEN', 'The session has ended.')
    }
    if (!sessions.userOf(request.headers.authorization))
      return refuse(response, 'UNAUTHENTICATED', 'Sign in.')
    sessions.signOut(body.refreshToken ?? '')
    response.writeHead(204).end()
  }

  function answerHealth(path: string, response: ServerResponse): void {
    const services = ['scout', 'director'].map(service => {
      const error = ill.get(service)
      const checks = { postgres: error ? { ok: false, error } : { ok: true } }
      return { service, status: error ? 'not_ready' : 'ready', uptimeSeconds: 75, checks, circuit: 'closed' }
    })
    const isWell = ill.size === 0
    if (path === '/health') answer(response, 200, { status: 'ok', service: 'gateway', uptimeSeconds: 75 })
    else if (path === '/ready')
      answer(response, isWell ? 200 : 503, {
        status: isWell ? 'ready' : 'not_ready',
        service: 'gateway',
        checks: {
          redis: { ok: true },
          ...Object.fromEntries([...ill].map(([name, error]) => [name, { ok: false, error }])),
        },
      })
    else if (path === '/status')
      answer(response, 200, { status: isWell ? 'ok' : 'degraded', gateway: {}, services })
    else answer(response, 404, { error: { code: 'NOT_FOUND', message: `There is no ${path}.` } })
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    agency,
    sessions,
    devices,
    down,
    faults,
    ill,
    fileAuthorizations,
    liveConnections: () => live.clients.size,
    cutLive() {
      takesLive = false
      for (const client of live.clients) client.terminate()
    },
    takeLive() {
      takesLive = true
    },
    async stop() {
      for (const client of live.clients) client.terminate()
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}

/** Answers JSON. */
export function answer(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

function refuse(response: ServerResponse, code: string, message: string): void {
  answer(response, 401, { error: { code, message } })
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
