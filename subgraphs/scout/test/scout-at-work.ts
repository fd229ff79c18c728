import type { RequestListener } from 'node:http'
import {
  createTestSystem,
  eventually,
  type TestService,
  type TestSystem,
  testViewer,
} from '@orion/common/testing/test-system'
import { afterAll, beforeAll } from 'vitest'
import scout from '../src/main.ts'
import { type LocalServer, openServer } from './local-server.ts'

export const viewer = testViewer('VIEWER')
export const editor = testViewer('EDITOR')

interface ScanState {
  id: string
  status: string
  niche: string
  limit: number
  itemsFound: number
  trendsSaved: number
  error: string | null
  sources: {
    source: string
    status: string
    itemsFound: number
    errorCode: string | null
    errorMessage: string | null
  }[]
  trends: { id: string; topic: string; score: number; sources: string[]; status: string }[]
}

const SCAN = `id status niche limit itemsFound trendsSaved error
  sources { source status itemsFound errorCode errorMessage } trends { id topic score sources status }`

/** Scout in this process, with a web server for it to read, for the tests of one file. */
export interface ScoutAtWork {
  system: TestSystem
  service: TestService
  /** What scout reads; a test says what it answers with `answer`. */
  web: LocalServer
  /** How the web server answers from now on. */
  answer: (handler: RequestListener) => void
  /** The environment scout runs with. */
  environment: NodeJS.ProcessEnv
  startScan(input?: object): Promise<ScanState>
  scanState(id: string): Promise<ScanState>
  /** Starts a scan and waits for its end. */
  scan(input?: object): Promise<ScanState>
  restart(): Promise<void>
}

/** Lays the ground before the tests of a file and clears it after them. Feeds are paths on the web server. */
export function scoutAtWork(feeds: readonly string[], environment: NodeJS.ProcessEnv = {}): ScoutAtWork {
  let handler: RequestListener = (_request, response) => response.writeHead(404).end()
  const work = {} as ScoutAtWork
  let close: () => Promise<void>
  beforeAll(async () => {
    const web = await openServer((request, response) => handler(request, response))
    close = web.close
    const system = await createTestSystem()
    const settings = {
      SCOUT_FEEDS: feeds.map(feed => `${web.url}${feed}`).join(','),
      SCOUT_ALLOW_PRIVATE_HOSTS: web.host,
      SCOUT_SCAN_EVERY_MINUTES: '0',
      ...environment,
    }
    const scanState = async (id: string) => {
      const { data } = await work.service.graphql<{ scan: ScanState }>(
        `query($id: ID!) { scan(id: $id) { ${SCAN} } }`,
        { id },
        viewer,
      )
      return data.scan
    }
    const startScan = async (input: object = {}) => {
      const { data, errors } = await work.service.graphql<{ startScan: { scan: ScanState } }>(
        `mutation($input: StartScanInput!) { startScan(input: $input) { scan { ${SCAN} } userErrors { message } } }`,
        { input },
        editor,
      )
      if (errors) throw new Error(errors[0]?.message)
      return data.startScan.scan
    }
    Object.assign(work, {
      system,
      web,
      environment: settings,
      service: await system.start(scout, settings),
      answer: (next: RequestListener) => {
        handler = next
      },
      scanState,
      startScan,
      async scan(input?: object) {
        const { id } = await startScan(input)
        return eventually(async () => {
          const state = await scanState(id)
          return ['COMPLETED', 'FAILED'].includes(state.status) && state
        }, 'the end of the scan')
      },
      async restart() {
        await work.service.stop()
        work.service = await system.start(scout, settings)
      },
    })
  })
  afterAll(async () => {
    await work.system?.stop()
    await close?.()
  })
  return work
}
