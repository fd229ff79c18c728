import { readFile } from 'node:fs/promises'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { services } from '@orion/common'
import { createInternalTokenSigner } from '@orion/common/access/internal-token'
import { viewerOf } from '@orion/common/access/viewer'
import { eventually } from '@orion/common/testing/test-system'
import { type GraphQLObjectType, type GraphQLSchema, isUnionType, parse } from 'graphql'
import { createClient } from 'graphql-ws'
import { beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { ApiClient } from '../../scripts/system/api-client.ts'
import { secretsOf } from '../../scripts/system/home.ts'
import { clientSchema, idsByType, type RootField, rootFields, selectionOf } from '../graph-walk.ts'
import { contentState, generate, type RunningSystem } from '../running-system.ts'
import { published, system, trendAt } from '../shared-system.ts'

/** What everybody in a team may see. */
const SHARED_TYPES = ['Trend', 'Scan', 'User', 'TrendSource', 'Niche']

let schema: GraphQLSchema
let queries: RootField[]
let mutations: RootField[]
let owner: Awaited<ReturnType<RunningSystem['user']>>
let other: Awaited<ReturnType<RunningSystem['user']>>
let viewer: Awaited<ReturnType<RunningSystem['user']>>
/** The objects that only the owner may see, by type. */
let ownersObjects: Map<string, string[]>
let ownersIds: string[]
let videoUrl: string
let trendId: string

beforeAll(async () => {
  schema = await clientSchema(system.admin)
  queries = rootFields(schema, schema.getQueryType(), 3)
  mutations = rootFields(schema, schema.getMutationType(), 2)
  const content = await published
  owner = content.owner
  other = await system.user('EDITOR', 'other')
  viewer = await system.user('VIEWER')
  trendId = trendAt(3).id
  await owner.client.run(
    `mutation ($password: String) {
      createApiKey(input: { name: "script", scopes: ["read"], expiresInDays: 1, password: $password }) { userErrors { message } } }`,
    { password: owner.password },
  )
  videoUrl = (await contentState(owner.client, content.id)).video?.url ?? ''
  ownersObjects = new Map(
    [...idsByType(await everythingOf(owner.client))]
      .filter(([type]) => !SHARED_TYPES.includes(type))
      .map(([type, ids]) => [type, [...ids]]),
  )
  ownersIds = [...ownersObjects.values()].flat()
})

/** All that a user reads from fields that need no id. Fields that are refused are left out. */
async function everythingOf(client: ApiClient): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {}
  for (const field of queries.filter(({ needsId }) => !needsId)) {
    const call = field.idPaths.length > 0 ? withoutArguments(field) : field.call('it', '')
    const { data } = await client.ask(`{ ${call} }`)
    answers[field.name] = (data as { it?: unknown } | null | undefined)?.it
  }
  return answers
}

function withoutArguments({ name }: RootField): string {
  const type = schema.getQueryType()?.getFields()[name]?.type
  return type ? `it: ${name}${selectionOf(schema, type, 3)}` : ''
}

const leaked = (answer: unknown) => {
  const text = JSON.stringify(answer ?? null)
  return ownersIds.filter(id => text.includes(id))
}

describe("another user's objects", () => {
  it('are of every kind that a finished content leaves behind', () => {
    const kinds = ['ApiKey', 'Content', 'MediaAsset', 'Notification', 'PipelineRun', 'Publication', 'Render']
    expect([...ownersObjects.keys()]).toEqual(
      expect.arrayContaining([...kinds, 'ReviewGate', 'Session', 'SocialAccount', 'Video']),
    )
  })

  it('are in no list and no part of what a team shares', async () => {
    for (const { client } of [other, viewer])
      for (const [field, answer] of Object.entries(await everythingOf(client)))
        expect({ field, leaked: leaked(answer) }).toEqual({ field, leaked: [] })
  })

  it('are not read by their ids, by any query and under any name', async () => {
    for (const field of queries.filter(({ idPaths }) => idPaths.length > 0))
      for (const ids of batches(ownersIds)) {
        const calls = ids.map((id, index) => field.call(`q${index}`, id))
        const answer = await other.client.ask(`{ ${calls.join('\n')} }`)
        expect({ field: field.name, leaked: leaked(answer.data) }).toEqual({ field: field.name, leaked: [] })
      }
  })

  it('are not changed by their ids, by any mutation, of an editor, a viewer or nobody', async () => {
    const before = await settledStateOf(owner.client)
    for (const field of mutations.filter(({ idPaths }) => idPaths.length > 0))
      for (const ids of batches([...ownersIds, owner.id])) {
        const calls = ids.map((id, index) => field.call(`m${index}`, id))
        const document = `mutation { ${calls.join('\n')} }`
        const answers = [
          await other.client.ask(document),
          await viewer.client.ask(document),
          await anonymous(document),
        ]
        expect({ field: field.name, leaked: leaked(answers.map(withoutComplaints)) }).toEqual({
          field: field.name,
          leaked: [],
        })
      }
    expect(await stateOf(owner.client)).toEqual(before)
  })

  it('are not resolved for another user by a subgraph that is asked for entities', async () => {
    const sign = await createInternalTokenSigner((await secretsOf(system.home)).gatewayPrivateKey)
    const asOther = viewerOf(other.id, 'EDITOR', crypto.randomUUID())
    let asked = 0
    for (const service of services) {
      const subgraph = await subgraphSchema(service)
      for (const [type, ids] of ownersObjects) {
        if (!resolves(subgraph, type)) continue
        const selection = `... on ${type}${selectionOf(subgraph, subgraph.getType(type) as GraphQLObjectType, 1)}`
        const answer = await fetch(`${system.processes.get(service)?.url}/graphql`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${await sign(service, asOther)}`,
          },
          body: JSON.stringify({
            query: `query($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`,
            variables: { representations: ids.map(id => ({ __typename: type, id })) },
          }),
        })
        const { data, errors } = await answer.json()
        expect({ service, type, errors: errors?.[0]?.message, told: tells(data?._entities) }).toEqual({
          service,
          type,
          errors: undefined,
          told: false,
        })
        asked += ids.length
      }
    }
    expect(asked).toBeGreaterThan(20)
  })
})

/** What a mutation gave; what it says of the input may name what the input named. */
const withoutComplaints = ({ data }: { data?: unknown }) =>
  JSON.parse(JSON.stringify(data ?? null, (key, value) => (key === 'userErrors' ? undefined : value)))

/** True when an answer says anything of an object but its type and the id that was asked for. */
function tells(answer: unknown): boolean {
  if (Array.isArray(answer)) return answer.some(tells)
  if (typeof answer !== 'object' || answer === null) return Boolean(answer)
  return Object.entries(answer).some(([key, value]) => key !== '__typename' && key !== 'id' && tells(value))
}

async function subgraphSchema(service: string): Promise<GraphQLSchema> {
  const sdl = await readFile(new URL(`../../subgraphs/${service}/schema.graphql`, import.meta.url), 'utf8')
  return buildSubgraphSchema(parse(sdl))
}

function resolves(subgraph: GraphQLSchema, type: string): boolean {
  const entities = subgraph.getType('_Entity')
  return isUnionType(entities) && entities.getTypes().some(({ name }) => name === type)
}

describe("another user's objects over REST", () => {
  it('are neither read nor changed, whatever id a path is given', async () => {
    const before = await settledStateOf(owner.client)
    const { paths } = await (await system.admin.rest('/openapi.json')).json()
    const withIds = Object.entries<Record<string, unknown>>(paths).filter(([path]) =>
      /\{\w*[iI]d\w*\}/.test(path),
    )
    expect(withIds.length).toBeGreaterThan(15)
    for (const [path, methods] of withIds)
      for (const method of Object.keys(methods).filter(name => /^(get|post|put|patch|delete)$/.test(name)))
        for (const id of onePerKind()) {
          const target = path.replace(/\{\w+\}/g, id)
          const body = method === 'get' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } }
          const answer = await other.client.rest(target, { method: method.toUpperCase(), ...body })
          const call = `${method} ${target}: ${answer.status}`
          const text = (await answer.text()).replaceAll(id, '')
          expect({ call, leaked: leaked(text) }).toEqual({ call, leaked: [] })
          const anonymously = await fetch(`${system.gatewayUrl}${target}`, {
            method: method.toUpperCase(),
            ...body,
          })
          expect({ call, leaked: leaked((await anonymously.text()).replaceAll(id, '')) }).toEqual({
            call,
            leaked: [],
          })
        }
    expect(await stateOf(owner.client)).toEqual(before)
  })

  const onePerKind = () => [...ownersObjects.values()].flatMap(ids => ids.slice(0, 1))
})

describe('a file', () => {
  const variants: [string, (url: URL) => string][] = [
    ['without a signature', url => `${url.origin}${url.pathname}`],
    ['with an end put off', url => url.href.replace(/expires=\d+/, 'expires=4102444800')],
    ['with a signature of another file', url => url.href.replace(/[^/]+\.mp4/, 'thumbnail.jpg')],
    [
      'with a changed signature',
      url =>
        url.href.replace(/signature=./, letter => (letter.endsWith('A') ? 'signature=B' : 'signature=A')),
    ],
    ['by a path that climbs', url => url.href.replace('/files/', '/files/..%2ffiles%2f')],
    ['of the system', url => `${url.origin}/files/..%2f..%2fsecrets.json${url.search}`],
  ]
  it.each(variants)('is not given %s', async (_what, change) => {
    expect((await fetch(videoUrl, { headers: { range: 'bytes=0-9' } })).status).toBe(206)
    const answer = await fetch(change(new URL(videoUrl)))
    expect([400, 403, 404]).toContain(answer.status)
  })
})

describe('a user who is deactivated', () => {
  it('has their open subscription ended within a second, hears nothing after it, and is let in nowhere', async () => {
    const leaving = await system.user('EDITOR', 'leaving')
    const token = await leaving.client.accessToken()
    const heard: unknown[] = []
    const closings: number[] = []
    const socket = createClient({
      url: `${system.gatewayUrl.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${token}` },
      on: { closed: event => closings.push((event as { code: number }).code) },
    })
    const events = socket.iterate({ query: 'subscription { pipelineEvents { type } }' })
    const listening = (async () => {
      for await (const event of events) heard.push(event)
    })().catch(() => {})
    const contentId = await generate(leaving.client, trendId, 'all')
    const gate = await eventually(async () => (await contentState(leaving.client, contentId)).openGate)
    await eventually(() => heard.length > 0, 'an event')
    const deactivated = performance.now()
    await system.admin.run(
      'mutation($input: SetUserActiveInput!) { setUserActive(input: $input) { user { isActive } userErrors { message } } }',
      { input: { id: leaving.id, isActive: false } },
    )
    await listening
    expect(performance.now() - deactivated).toBeLessThan(1000)
    expect(closings).toEqual([4403])
    const before = heard.length
    await system.admin.run(
      'mutation($input: DecideGateInput!) { decideGate(input: $input) { userErrors { message } } }',
      { input: { gateId: gate.id, decision: 'REJECT', feedback: 'the writer has left' } },
    )
    expect(heard).toHaveLength(before)
    const answer = await fetch(`${system.gatewayUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{"query":"{ me { id } }"}',
    })
    expect(answer.status).toBe(401)
  })
})

/** What is private of a user, without what every look at it changes, and without the signatures of addresses, which end. */
async function stateOf(client: ApiClient): Promise<unknown> {
  const { events, costSummary, sessions, apiKeys, pipelineMetrics, funnel, ...rest } =
    await everythingOf(client)
  const withoutSignature = (value: unknown) =>
    typeof value === 'string' ? value.replace(/\?expires=.*/, '') : value
  return JSON.parse(
    JSON.stringify(rest, (key, value) => (key === 'lastUsedAt' ? undefined : withoutSignature(value))),
  )
}

/** The same once the last events of a finished content have arrived everywhere. */
async function settledStateOf(client: ApiClient): Promise<unknown> {
  let last = ''
  return eventually(async () => {
    const state = await stateOf(client)
    const text = JSON.stringify(state)
    const isSettled = text === last
    last = text
    return isSettled && state
  }, 'a state that stays')
}

function batches(ids: readonly string[], size = 10): string[][] {
  const found: string[][] = []
  for (let start = 0; start < ids.length; start += size) found.push(ids.slice(start, start + size))
  return found
}

async function anonymous(query: string): Promise<{ data?: unknown }> {
  const response = await fetch(`${system.gatewayUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return response.json()
}
