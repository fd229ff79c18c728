import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '@orion/common/testing/test-system'
import { firstAdminOf, signInAsAdmin } from '../scripts/system/admin.ts'
import { type ApiClient, signIn } from '../scripts/system/api-client.ts'
import { choosePorts } from '../scripts/system/ports.ts'
import { type System, type SystemOptions, startSystem } from '../scripts/system/start-system.ts'
import { findSecrets, keepErrors } from './find-secrets.ts'

/** The whole system, built, on free ports, with a state of its own. */
export interface RunningSystem extends System {
  admin: ApiClient
  /** Adds a user and signs in as them. */
  user(
    role: 'EDITOR' | 'VIEWER' | 'ADMIN',
    name?: string,
  ): Promise<{ client: ApiClient; id: string; username: string; password: string }>
  /** Stops everything and removes the state. @throws when a secret stands in a log or in an error that was answered. */
  end(): Promise<void>
}

/** How long a step of a content may take, its render included, on a machine that is busy with other things as well. */
export const VIDEO_PATIENCE_MS = 400_000

/** Starts a system for a test file. */
export async function startRunningSystem(
  options: Pick<SystemOptions, 'dashboard' | 'programs' | 'environment'> = {},
): Promise<RunningSystem> {
  const home = await mkdtemp(join(tmpdir(), 'orion-e2e-'))
  await chmod(home, 0o755)
  const system = await startSystem({
    home,
    ports: await choosePorts(true),
    dashboard: options.dashboard ?? false,
    programs: options.programs,
    environment: {
      SCOUT_SOURCES: 'samples',
      SCOUT_SCAN_AT_START: 'false',
      ORION_RATE_LIMIT_FACTOR: '50', // all users of a test sign in from one address
      LOG_LEVEL: 'info',
      ...options.environment,
    },
  })
  const admin = await signInAsAdmin(system)
  const passwords: string[] = []
  const errors: string[] = []
  return Object.assign(system, {
    admin,
    async user(role: 'EDITOR' | 'VIEWER' | 'ADMIN', name = role.toLowerCase()) {
      const username = `${name}_${randomBytes(3).toString('hex')}`
      const password = randomBytes(12).toString('base64url')
      passwords.push(password)
      const ownPassword = role === 'ADMIN' ? (await firstAdminOf(system)).password : undefined
      const { createUser } = await admin.run<{
        createUser: { user: { id: string } | null; userErrors: { message: string }[] }
      }>(
        `mutation($input: CreateUserInput!) { createUser(input: $input) { user { id } userErrors { message } } }`,
        { input: { email: `${username}@example.org`, username, name, role, password, ownPassword } },
      )
      if (!createUser.user) throw new Error(createUser.userErrors[0]?.message)
      return {
        client: keepErrors(await signIn(system.gatewayUrl, username, password), errors),
        id: createUser.user.id,
        username,
        password,
      }
    },
    async end() {
      await system.stop()
      const found = await findSecrets(home, { passwords, errors })
      await rm(home, { recursive: true, force: true })
      if (found.length > 0) throw new Error(`Secrets stand in logs or errors:\n${found.join('\n')}`)
    },
  })
}

/** What a test looks at of a trend. */
export interface FoundTrend {
  id: string
  topic: string
  source: string
}

/** Scans, and answers the trends, best first. */
export async function scanForTrends(client: ApiClient): Promise<FoundTrend[]> {
  const { startScan } = await client.run<{ startScan: { scan: { id: string } } }>(
    `mutation { startScan(input: { niche: "general" }) { scan { id } } }`,
  )
  return eventually(async () => {
    const { scan } = await client.run<{ scan: { status: string; trends: FoundTrend[] } }>(
      `query($id: ID!) { scan(id: $id) { status trends { id topic source } } }`,
      { id: startScan.scan.id },
    )
    return scan.status === 'COMPLETED' && scan.trends
  }, 'the end of the scan')
}

/** Gates that pass by themselves up to the last one. */
const passEarlyGates = ['STRATEGIST', 'CREATOR', 'ANALYST'].map(stage => ({ stage, passAt: 0 }))

/** Starts a content for a trend and answers its id. `allGates` leaves also the last one to a policy. */
export async function generate(
  client: ApiClient,
  trendId: string,
  gates: 'none' | 'last' | 'all' = 'none',
): Promise<string> {
  const passed = { none: [...passEarlyGates, { stage: 'VIDEO', passAt: 0 }], last: passEarlyGates, all: [] }[
    gates
  ]
  const { generateContent } = await eventually(async () => {
    const answer = await client.run<{
      generateContent: { content: { id: string } | null; userErrors: { message: string; code: string }[] }
    }>(
      `mutation($input: GenerateContentInput!) { generateContent(input: $input) { content { id } userErrors { message code } } }`,
      { input: { trendId, targetSeconds: 20, gates: passed } },
    )
    const error = answer.generateContent.userErrors[0]
    if (error && error.code !== 'NOT_FOUND') throw new Error(error.message) // the trend is still on its way to the director
    return answer.generateContent.content && answer
  })
  return generateContent.content?.id ?? ''
}

/** What a test looks at of a content. */
export interface ContentState {
  status: string
  error: string | null
  openGate: { id: string; stage: string } | null
  currentRun: { id: string; status: string; stages: { stage: string; status: string }[] } | null
  video: { id: string; url: string; durationSeconds: number } | null
  images: { id: string; scene: number; status: string }[]
  publications: { id: string; status: string; postId: string | null }[]
}

/** The state of a content. */
export async function contentState(client: ApiClient, id: string): Promise<ContentState> {
  const { content } = await client.run<{ content: ContentState }>(
    `query($id: ID!) { content(id: $id) {
      status error openGate { id stage } currentRun { id status stages { stage status } }
      video { id url durationSeconds } images { id scene status } publications { id status postId }
    } }`,
    { id },
  )
  return content
}

/** Waits until a content stands in a status. Fails at once when it fails. */
export function untilStatus(
  client: ApiClient,
  id: string,
  status: string,
  timeoutMs = VIDEO_PATIENCE_MS,
): Promise<ContentState> {
  return eventually(
    async () => {
      const state = await contentState(client, id).catch(() => null) // a service may be down for a moment
      if (state?.status === 'FAILED' && status !== 'FAILED')
        throw new Error(`the content failed: ${state.error}`)
      return state?.status === status && state
    },
    `the status ${status}`,
    timeoutMs,
  )
}
