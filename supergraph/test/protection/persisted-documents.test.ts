import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idOfDocument } from '../../src/persisted/document-id.ts'
import { createDocumentStore } from '../../src/persisted/document-store.ts'
import { connect, listen } from '../support/live-client.ts'
import { startOrion, type TestOrion } from '../support/orion.ts'

const OPEN = '{ open }'
const NAMED = 'query WhoAmI { whoAmI }'
const persisted = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: idOfDocument(text) } })

async function send(orion: TestOrion, body: Record<string, unknown>) {
  const response = await fetch(orion.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify(body),
  })
  const answer = JSON.parse(await response.text())
  return { status: response.status, data: answer.data, code: answer.errors?.[0]?.extensions?.code, answer }
}

describe('automatic persisted queries', () => {
  let orion: TestOrion
  beforeAll(async () => {
    orion = await startOrion()
  })
  afterAll(() => orion.stop())

  it('asks for a document it does not know, and knows it once it was sent whole', async () => {
    const first = await send(orion, { extensions: persisted(OPEN) })
    expect([first.status, first.code, first.answer.errors[0].message]).toEqual([
      404,
      'PERSISTED_QUERY_NOT_FOUND',
      'PersistedQueryNotFound',
    ])
    expect((await send(orion, { query: OPEN, extensions: persisted(OPEN) })).data).toEqual({
      open: 'for all',
    })
    expect((await send(orion, { extensions: persisted(OPEN) })).data).toEqual({ open: 'for all' })
    expect((await send(orion, { documentId: `sha256:${idOfDocument(OPEN)}` })).data).toEqual({
      open: 'for all',
    })
  })

  it('hands documents on to other gateways through Redis', async () => {
    await send(orion, { query: '{ mine: open }', extensions: persisted('{ mine: open }') })
    const key = `orion:document:${idOfDocument('{ mine: open }')}`
    expect(await orion.redis.get(key)).toBe('{ mine: open }')
    expect(await orion.redis.ttl(key)).toBeGreaterThan(80_000)
    await orion.redis.set(`orion:document:${idOfDocument('{ other: open }')}`, '{ other: open }')
    expect((await send(orion, { extensions: persisted('{ other: open }') })).data).toEqual({
      other: 'for all',
    })
  })

  it('keeps only so many in Redis, those that were asked for last', async () => {
    const store = createDocumentStore(orion.redis, 3)
    const documents = Array.from({ length: 6 }, (_, at) => `{ open ${'#'.repeat(at)} }`)
    const keep = async (text: string) => {
      store.keep(idOfDocument(text), text)
      await new Promise(resolve => setTimeout(resolve, 2))
    }
    for (const text of documents.slice(0, 5)) await keep(text)
    expect(await createDocumentStore(orion.redis, 3).find(idOfDocument(documents[2] ?? ''))).toBe(
      documents[2],
    )
    await keep(documents[5] ?? '')
    const another = createDocumentStore(orion.redis, 3)
    const found = await Promise.all(documents.map(text => another.find(idOfDocument(text))))
    expect(found).toEqual([null, null, documents[2], null, documents[4], documents[5]])
  })

  it('refuses an id that is not that of the document, and keeps no document that is not valid', async () => {
    const foreign = await send(orion, { query: OPEN, extensions: persisted(NAMED) })
    expect([foreign.status, foreign.code]).toEqual([400, 'PERSISTED_QUERY_HASH_MISMATCH'])
    await send(orion, { query: '{ nothing }', extensions: persisted('{ nothing }') })
    expect((await send(orion, { extensions: persisted('{ nothing }') })).code).toBe(
      'PERSISTED_QUERY_NOT_FOUND',
    )
  })

  it('answers GET requests by id, with headers for caches', async () => {
    await send(orion, { query: OPEN, extensions: persisted(OPEN) })
    const search = `extensions=${encodeURIComponent(JSON.stringify(persisted(OPEN)))}`
    const anybody = await fetch(`${orion.url}?${search}`, { headers: { accept: 'application/json' } })
    expect(await anybody.json()).toMatchObject({ data: { open: 'for all' } })
    expect(anybody.headers.get('cache-control')).toBe('public, max-age=0, s-maxage=5')
    const authorization = `Bearer ${await orion.token({ role: 'VIEWER' })}`
    const somebody = await fetch(`${orion.url}?documentId=${idOfDocument(OPEN)}`, {
      headers: { accept: 'application/json', authorization },
    })
    expect(await somebody.json()).toMatchObject({ data: { open: 'for all' } })
    expect(somebody.headers.get('cache-control')).toBe('private, no-store')
    const unknown = await fetch(`${orion.url}?documentId=${idOfDocument(NAMED)}`, {
      headers: { accept: 'application/json' },
    })
    expect(unknown.headers.get('cache-control')).toBe('no-store')
  })

  it('does the same over WebSockets', async () => {
    const client = connect(orion.socketUrl, await orion.token({ userId: 'ada', role: 'EDITOR' }))
    const ask = async (query: string, extensions: Record<string, unknown>) => {
      const received: unknown[] = []
      await new Promise<void>(resolve => {
        client.subscribe(
          { query, extensions },
          {
            next: value => received.push(value),
            error: error => resolve(void received.push(error)),
            complete: resolve,
          },
        )
      })
      return JSON.stringify(received)
    }
    expect(await ask('', persisted(NAMED))).toContain('PERSISTED_QUERY_NOT_FOUND')
    expect(await ask(NAMED, persisted(NAMED))).toContain('ada (EDITOR)')
    expect(await ask('', persisted(NAMED))).toContain('ada (EDITOR)')
    await client.dispose()
  })
})

describe('a safelist', () => {
  let orion: TestOrion
  let manifest: string
  beforeAll(async () => {
    manifest = join(tmpdir(), `orion-manifest-${randomUUID()}.json`)
    const subscription = 'subscription Pipeline { pipelineEvents { id } }'
    await writeFile(
      manifest,
      JSON.stringify({
        [`sha256:${idOfDocument(NAMED)}`]: NAMED,
        [idOfDocument(subscription)]: subscription,
      }),
    )
    orion = await startOrion({
      ORION_PERSISTED_DOCUMENTS: 'safelist',
      ORION_PERSISTED_MANIFESTS: manifest,
    })
  })
  afterAll(async () => {
    await orion.stop()
    await rm(manifest, { force: true })
  })

  it('runs what is in the manifests, by id or whole, and nothing else', async () => {
    expect((await send(orion, { documentId: idOfDocument(NAMED) })).data).toEqual({ whoAmI: 'nobody' })
    expect((await send(orion, { query: NAMED })).data).toEqual({ whoAmI: 'nobody' })
    const other = await send(orion, { query: OPEN })
    expect([other.status, other.code]).toEqual([403, 'DOCUMENT_NOT_ALLOWED'])
    const taught = await send(orion, { query: OPEN, extensions: persisted(OPEN) })
    expect(taught.code).toBe('DOCUMENT_NOT_ALLOWED')
    expect((await send(orion, { extensions: persisted(OPEN) })).code).toBe('PERSISTED_QUERY_NOT_FOUND')
    expect((await send(orion, { documentId: 'sha256:zz' })).code).toBe('PERSISTED_QUERY_NOT_FOUND')
  })

  it('is not gone past by a request of an unusual shape', async () => {
    const shapes = [
      { documentId: 5 },
      { documentId: [idOfDocument(NAMED)] },
      { operationName: 0 },
      { operationName: [] },
      { variables: [] },
      { extensions: [] },
    ]
    for (const shape of shapes) {
      const answer = await send(orion, { query: OPEN, ...shape })
      expect([answer.status, answer.data]).toEqual([400, undefined])
    }
  })

  it('holds over WebSockets as well', async () => {
    const client = connect(orion.socketUrl, await orion.token({ role: 'EDITOR' }))
    const refused = listen(client, OPEN)
    expect(JSON.stringify(await refused.ended)).toContain('DOCUMENT_NOT_ALLOWED')
    await client.dispose()
  })
})
