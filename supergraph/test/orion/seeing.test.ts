import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { runInRequest } from '@orion/common/service/request-context'
import { eventually } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { operationNames, readManifests } from '../../src/persisted/read-manifests.ts'
import { ROOM } from '../../src/room.ts'
import { post } from '../support/gateway.ts'
import { connect, listen } from '../support/live-client.ts'
import { startOrion, type TestOrion } from '../support/orion.ts'
import { textOf } from '../support/subgraph-server.ts'

const exported = z.object({
  resourceSpans: z.array(
    z.object({
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              name: z.string(),
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
            }),
          ),
        }),
      ),
    }),
  ),
})
type Span = z.infer<typeof exported>['resourceSpans'][number]['scopeSpans'][number]['spans'][number]

/** A collector that takes traces over OTLP/HTTP, and nothing else. */
async function startCollector() {
  const spans: Span[] = []
  const server = createServer((request, response) => {
    void textOf(request).then(text => {
      if (request.url === '/v1/traces') {
        const { resourceSpans } = exported.parse(JSON.parse(text))
        spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(scope => scope.spans)))
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { spans, url: `http://127.0.0.1:${port}`, stop: () => server.close() }
}

const changed = {
  contentId: randomUUID(),
  runId: null,
  trendId: randomUUID(),
  userId: randomUUID(),
  title: 'A title',
  status: 'REVIEW' as const,
  reason: null,
}

describe('what can be seen of the gateway', () => {
  let orion: TestOrion
  let collector: Awaited<ReturnType<typeof startCollector>>
  let admin: Record<string, string>
  beforeAll(async () => {
    collector = await startCollector()
    orion = await startOrion({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url })
    admin = { authorization: `Bearer ${await orion.token({ role: 'ADMIN' })}` }
  })
  afterAll(async () => {
    await orion.stop()
    collector.stop()
  })

  it('tells administrators the plan and its timings where they ask for it, and others not', async () => {
    const query = '{ content(id: "1") { title images } }'
    const told = async (headers: Record<string, string>) => {
      const response = await fetch(orion.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-orion-explain': '1', ...headers },
        body: JSON.stringify({ query }),
      })
      return z
        .object({ data: z.unknown(), extensions: z.looseObject({ explain: z.unknown().optional() }) })
        .parse(await response.json())
    }
    const { data, extensions } = await told(admin)
    expect(data).toMatchObject({ content: { images: ['1.jpg'] } })
    expect(extensions.explain).toMatchObject({
      plan: { kind: 'sequence' },
      planMs: expect.any(Number),
      fetches: [
        { subgraph: 'director', outcome: 'ok', startMs: expect.any(Number), durationMs: expect.any(Number) },
        { subgraph: 'media', outcome: 'ok' },
      ],
    })
    expect((await told(admin)).extensions.explain).toMatchObject({ planMs: null })
    const editor = { authorization: `Bearer ${await orion.token({ role: 'EDITOR' })}` }
    expect((await told(editor)).extensions.explain).toBeUndefined()
  })

  it("sends a trace with a span for each fetch, under the client's own, and the subgraph under the fetch", async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c'
    const traceparent = `00-${traceId}-b7ad6b7169203331-01`
    orion.subgraphs['media']?.calls.splice(0)
    await post(orion.url, { query: '{ content(id: "2") { id images } }' }, { ...admin, traceparent })
    const spans = await eventually(() => {
      const found = collector.spans.filter(span => span.traceId === traceId)
      return found.some(({ name }) => name === 'POST /graphql') && found
    }, 'the trace')
    const request = spans.find(({ name }) => name === 'POST /graphql')
    const fetch = spans.find(({ name }) => name === 'fetch media')
    expect(request?.parentSpanId).toBe('b7ad6b7169203331')
    expect(fetch?.parentSpanId).toBe(request?.spanId)
    expect(spans.map(({ name }) => name)).toEqual(expect.arrayContaining(['parse', 'validate', 'plan']))
    expect(orion.subgraphs['media']?.calls[0]?.headers['traceparent']).toBe(
      `00-${traceId}-${fetch?.spanId}-01`,
    )
  })

  it('sends a span for each fetch of what is deferred, too', async () => {
    const traceId = '2cf7651916cd43dd8448eb211c80319e'
    const response = await fetch(orion.url, {
      method: 'POST',
      headers: {
        ...admin,
        'content-type': 'application/json',
        accept: 'multipart/mixed',
        traceparent: `00-${traceId}-b7ad6b7169203331-01`,
      },
      body: JSON.stringify({ query: '{ content(id: "3") { title ... @defer { images } } }' }),
    })
    expect(await response.text()).toContain('"images"')
    await eventually(
      () => collector.spans.some(span => span.traceId === traceId && span.name === 'fetch media'),
      'the span of the deferred fetch',
    )
  })

  it('traces and measures what an event costs, in the trace of what caused it', async () => {
    const [, token = ''] = admin['authorization']?.split(' ') ?? []
    const client = connect(orion.socketUrl, token)
    onTestFinished(() => client.dispose())
    const watching = listen(client, 'subscription Watched { contentUpdated { id title images } }')
    const traceId = '1bf7651916cd43dd8448eb211c80319d'
    await runInRequest({ traceparent: `00-${traceId}-b7ad6b7169203331-01` }, () =>
      eventually(async () => {
        await orion.tell('director', 'content.updated', changed, {})
        return watching.received.length > 0
      }),
    )
    const ofEvent = await eventually(() => {
      const found = collector.spans.filter(span => span.traceId === traceId)
      const event = found.find(({ name }) => name === 'event')
      return event && found.filter(({ parentSpanId }) => parentSpanId === event.spanId)
    }, 'the span of an event')
    expect(ofEvent.map(({ name }) => name).sort()).toEqual(['fetch director', 'fetch media'])
    expect(await (await fetch(`${orion.origin}/metrics`)).text()).toMatch(
      /orion_gateway_operation_duration_seconds_count\{.*operation="Watched",type="subscription",outcome="ok".*\} [1-9]/,
    )
  })

  it('measures operations by name, plans and their reuse, and calls of subgraphs', async () => {
    for (let round = 0; round < 3; round++) await post(orion.url, { query: 'query Measured { open }' })
    await post(orion.url, { query: '{ open nothing: open }' })
    const text = await (await fetch(`${orion.origin}/metrics`)).text()
    expect(text).toMatch(
      /orion_gateway_operation_duration_seconds_count\{.*operation="Measured",type="query",outcome="ok".*\} 3/,
    )
    expect(text).toMatch(/operation="anonymous"/)
    expect(text).toMatch(/orion_gateway_plan_duration_seconds_count\{.*\} [1-9]/)
    expect(text).toMatch(/orion_gateway_plans_reused_total\{.*\} [1-9]/)
    expect(text).toMatch(
      /orion_gateway_subgraph_duration_seconds_count\{.*subgraph="director",outcome="ok".*\} [1-9]/,
    )
    expect(text).toMatch(/orion_gateway_circuit_open\{.*subgraph="director".*\} 0/)
  })

  it('tells only so many names of operations apart, and always those of our own clients', async () => {
    const [own = ''] = operationNames(await readManifests([join(ROOM, 'generated/persisted-documents.json')]))
    for (let at = 0; at < 130; at++) await post(orion.url, { query: `query Name${at} { __typename }` })
    await post(orion.url, { query: `query ${own} { __typename }` })
    const text = await (await fetch(`${orion.origin}/metrics`)).text()
    const names = new Set(
      [...text.matchAll(/operation_duration_seconds_count\{[^}]*operation="([^"]+)"/g)].map(
        ([, name]) => name,
      ),
    )
    expect(names.size).toBeLessThan(110)
    expect(names).toContain('other')
    expect(names).toContain(own)
  })

  it('lists what all services gave up, newest first, tells which of them do not, and has it tried again', async () => {
    const givenUp = (name: string, failedAt: string) => ({
      ...{ id: randomUUID(), kind: 'event' as const, name, error: 'no room', attempts: 8, failedAt },
      replayedAt: null,
    })
    // The same event, given up by two services.
    const shared = givenUp('content.created', '2026-11-02T00:00:00.000Z')
    orion.deadLetters.set('media', [{ ...shared }])
    orion.deadLetters.set('pulse', [shared, givenUp('trend.expired', '2026-11-03T00:00:00.000Z')])
    orion.deadLetters.set('scout', [])
    const list = (args: string, headers = admin) =>
      post(
        orion.url,
        {
          query: `{ deadLetters${args} { nodes { id service name replayedAt } missing { service message }
            pageInfo { endCursor hasNextPage } } }`,
        },
        headers,
      )
    const replay = (id: string, headers = admin) =>
      post(
        orion.url,
        {
          query: `mutation { replayDeadLetter(input: { id: "${id}" }) {
            deadLetter { replayedAt } userErrors { code } } }`,
        },
        headers,
      )
    const cursorOf = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url')
    const firstTwo = await list('(first: 2)')
    expect(firstTwo.data).toMatchObject({
      deadLetters: {
        nodes: [
          { service: 'PULSE', name: 'trend.expired' },
          { id: `pulse:${shared.id}`, service: 'PULSE', name: 'content.created', replayedAt: null },
        ],
        missing: expect.arrayContaining([
          {
            service: 'DIRECTOR',
            message: 'The service director told something else than its dead letters.',
          },
        ]),
        pageInfo: { hasNextPage: true },
      },
    })
    const cursor = JSON.stringify(firstTwo.data).match(/"endCursor":"([^"]+)"/)?.[1]
    expect((await list(`(first: 2, after: "${cursor}")`)).data).toMatchObject({
      deadLetters: { nodes: [{ id: `media:${shared.id}` }], pageInfo: { hasNextPage: false } },
    })

    expect((await replay(`media:${shared.id}`)).data).toEqual({
      replayDeadLetter: { deadLetter: { replayedAt: expect.any(String) }, userErrors: [] },
    })
    expect((await list('(filter: { services: [MEDIA, PULSE], isReplayed: false })')).data).toMatchObject({
      deadLetters: { nodes: [{ service: 'PULSE' }, { service: 'PULSE' }], missing: [] },
    })
    expect((await replay(`media:${shared.id}`)).data).toEqual({
      replayDeadLetter: { deadLetter: null, userErrors: [{ code: 'CONFLICT' }] },
    })
    for (const id of [`scout:${shared.id}`, 'media:../../health', 'elsewhere:1', ''])
      expect((await replay(id)).data).toMatchObject({
        replayDeadLetter: { deadLetter: null, userErrors: [{ code: 'NOT_FOUND' }] },
      })
    const forged = [
      'x',
      ...[
        ['when?', shared.id],
        [0, 'media:1'],
        [shared.failedAt, shared.id],
      ].map(cursorOf),
    ]
    for (const after of forged)
      expect((await list(`(after: "${after}")`)).errors?.[0]?.extensions?.['code']).toBe('INVALID_INPUT')

    // More than a page of each service, many of one moment.
    for (const service of ['media', 'scout'])
      orion.deadLetters
        .get(service)
        ?.push(
          ...Array.from({ length: 7 }, (_, at) => givenUp('old', `2026-10-0${1 + (at % 2)}T00:00:00.000Z`)),
        )
    const seen = []
    for (let after = 'null', more = true; more; ) {
      const page = JSON.stringify((await list(`(first: 3, after: ${after})`)).data)
      seen.push(...Array.from(page.matchAll(/"id":"([^"]+)"/g), ([, id]) => id))
      after = JSON.stringify(page.match(/"endCursor":"([^"]+)"/)?.[1])
      more = page.includes('"hasNextPage":true')
    }
    expect([seen.length, new Set(seen).size]).toEqual([17, 17])

    const editor = { authorization: `Bearer ${await orion.token({ role: 'EDITOR' })}` }
    for (const refused of [await list('', editor), await replay(`pulse:${shared.id}`, editor)])
      expect(refused.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN')
  })
})
