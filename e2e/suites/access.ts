import { services } from '@orion/common'
import { eventually } from '@orion/common/testing/test-system'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../scripts/system/api-client.ts'
import { contentState, generate } from '../running-system.ts'
import { system, trendAt } from '../shared-system.ts'

let owner: ApiClient
let other: ApiClient
let viewer: ApiClient
let contentId: string
let trendId: string

beforeAll(async () => {
  owner = (await system.user('EDITOR', 'owner')).client
  other = (await system.user('EDITOR', 'other')).client
  viewer = (await system.user('VIEWER')).client
  trendId = trendAt(1).id
  contentId = await generate(owner, trendId, 'all')
})

const openGate = () => eventually(async () => (await contentState(owner, contentId)).openGate, 'an open gate')

describe('gates', () => {
  it('let one of two people who decide at once win, and tell the other', async () => {
    const gate = await openGate()
    const decide = (client: ApiClient, decision: string) =>
      client.run<{
        decideGate: { gate: { status: string } | null; userErrors: { code: string; message: string }[] }
      }>(
        `mutation($input: DecideGateInput!) { decideGate(input: $input) { gate { status } userErrors { code message } } }`,
        { input: { gateId: gate.id, decision, feedback: 'as it stands' } },
      )
    const answers = await Promise.all([decide(owner, 'APPROVE'), decide(system.admin, 'APPROVE')])
    const errors = answers.map(answer => answer.decideGate.userErrors)
    expect(errors.filter(list => list.length === 0)).toHaveLength(1)
    expect(errors.flat()).toMatchObject([{ code: 'CONFLICT' }])
    const log = `query($id: ID!) { auditLog(filter: { subjectId: $id }) {
      nodes { action actor { id } ipAddress details } } }`
    const entries = await eventually(async () => {
      const { auditLog } = await system.admin.run<{ auditLog: { nodes: unknown[] } }>(log, { id: gate.id })
      return auditLog.nodes.length > 0 && auditLog.nodes
    }, 'the decision in the audit log')
    expect(entries).toMatchObject([
      {
        action: 'GATE_DECIDED',
        actor: { id: expect.any(String) },
        ipAddress: '127.0.0.1',
        details: { contentId, stage: gate.stage, decision: 'APPROVE' },
      },
    ])
  })
})

describe('a viewer', () => {
  const refused: [string, string, () => Record<string, unknown>][] = [
    [
      'generate',
      'mutation($input: GenerateContentInput!) { generateContent(input: $input) { content { id } } }',
      () => ({ trendId }),
    ],
    [
      'review',
      'mutation($input: ApproveContentInput!) { approveContent(input: $input) { content { id } } }',
      () => ({ contentId }),
    ],
    [
      'publish',
      'mutation($input: PublishContentInput!) { publishContent(input: $input) { publications { id } } }',
      () => ({ contentId }),
    ],
    ['scan', 'mutation($input: StartScanInput!) { startScan(input: $input) { scan { id } } }', () => ({})],
    [
      'render',
      'mutation($input: RerenderContentInput!) { rerenderContent(input: $input) { render { id } } }',
      () => ({ contentId }),
    ],
  ]
  it.each(refused)('cannot %s', async (_, mutation, input) => {
    const { errors } = await viewer.ask(mutation, { input: input() })
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
  })
})

describe("another user's content", () => {
  it('is not in any list', async () => {
    const { contents, pipelineRuns, reviewGates, events } = await other.run<
      Record<string, { nodes: unknown[] }>
    >(
      '{ contents { nodes { id } } pipelineRuns { nodes { id } } reviewGates { nodes { id } } events { nodes { id } } }',
    )
    expect([contents?.nodes, pipelineRuns?.nodes, reviewGates?.nodes, events?.nodes]).toEqual([
      [],
      [],
      [],
      [],
    ])
  })

  it('is not found by id', async () => {
    const gate = await openGate()
    const runId = (await contentState(owner, contentId)).currentRun?.id
    const { content, pipelineRun } = await other.run<Record<string, unknown>>(
      'query($id: ID!, $run: ID!) { content(id: $id) { id } pipelineRun(id: $run) { id } }',
      { id: contentId, run: runId },
    )
    expect([content, pipelineRun]).toEqual([null, null])
    const { decideGate } = await other.run<{ decideGate: { userErrors: { code: string }[] } }>(
      'mutation($input: DecideGateInput!) { decideGate(input: $input) { userErrors { code } } }',
      { input: { gateId: gate.id, decision: 'APPROVE' } },
    )
    expect(decideGate.userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
  })

  it('is not reached through its trend', async () => {
    const { trend } = await other.run<{ trend: { contents: { nodes: unknown[] } } }>(
      'query($id: ID!) { trend(id: $id) { contents { nodes { id } } } }',
      { id: trendId },
    )
    expect(trend.contents.nodes).toEqual([])
  })

  it('is not reached through _entities, which the gateway does not have', async () => {
    const { errors } = await other.ask('{ _entities(representations: []) { __typename } }')
    expect(errors?.[0]?.message).toMatch(/_entities/)
  })

  it('is not reached by calling a service past the gateway', async () => {
    for (const name of services) {
      const answer = await fetch(`${system.processes.get(name)?.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-user-id': 'x',
          'x-user-role': 'ADMIN',
          authorization: `Bearer ${await owner.accessToken()}`,
        },
        body: JSON.stringify({ query: '{ __typename }' }),
      })
      expect([name, answer.status]).toEqual([name, 401])
    }
  })

  it('is not told live', async () => {
    const told: unknown[] = []
    const ended = new AbortController()
    const listening = (async () => {
      for await (const event of other.subscribe('subscription { pipelineEvents { id } }', {}, ended.signal))
        told.push(event)
    })()
    const heard = new AbortController()
    const seen = (async () => {
      for await (const event of owner.subscribe<{ pipelineEvents: { content: { id: string } } }>(
        'subscription { pipelineEvents { type content { id } } }',
        {},
        heard.signal,
      )) {
        if (event.pipelineEvents.content.id === contentId) return
      }
    })()
    // What one listener does not hear is shown by what another hears of the same moment.
    const gate = await openGate()
    await owner.run(
      'mutation($input: DecideGateInput!) { decideGate(input: $input) { userErrors { code } } }',
      {
        input: { gateId: gate.id, decision: 'REJECT', feedback: 'no', regenerate: true },
      },
    )
    await seen
    heard.abort()
    ended.abort()
    await listening
    expect(told).toEqual([])
  })
})
