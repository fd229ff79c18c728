import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parsePrivateHosts } from '@orion/common/web/address-policy'
import { expect, onTestFinished, test } from 'vitest'
import { createFeedSource } from '../src/sources/feed.ts'
import { answerWith, serve } from './local-server.ts'
import { rss } from './sample-documents.ts'

const privateHosts = parsePrivateHosts('127.0.0.1')
const request = { limit: 10, signal: new AbortController().signal }

/** Reads a feed over HTTP and gives everything that came out of it. */
async function readOut(document: string): Promise<string> {
  const server = await serve(answerWith(document, { 'content-type': 'application/rss+xml' }))
  return JSON.stringify(await createFeedSource({ address: server.url, privateHosts }).fetch(request))
}

test('an entity that names a file does not bring the file in', async () => {
  const canary = 'canary-7f3a91'
  const folder = await mkdtemp(join(tmpdir(), 'orion-canary-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'secret.txt')
  await writeFile(file, canary)
  for (const name of [`file://${file}`, file]) {
    const out = await readOut(rss(['News &x; today'], `<!DOCTYPE rss [<!ENTITY x SYSTEM "${name}">]>`))
    expect(out).toContain('today')
    expect(out).not.toContain(canary)
  }
})

test('an entity, a document type or a parameter entity that names an address calls nobody', async () => {
  const spy = await serve(answerWith('canary'))
  const prologs = [
    `<!DOCTYPE rss [<!ENTITY x SYSTEM "${spy.url}/entity">]>`,
    `<!DOCTYPE rss SYSTEM "${spy.url}/rss.dtd">`,
    `<!DOCTYPE rss [<!ENTITY % p SYSTEM "${spy.url}/parameter"> %p;]>`,
    `<?xml-stylesheet href="${spy.url}/style.xsl" type="text/xsl"?>`,
  ]
  for (const prolog of prologs) expect(await readOut(rss(['News &x;'], prolog))).toContain('News')
  expect(spy.requests).toHaveLength(0)
})

test('entities within entities are not multiplied', async () => {
  const levels = Array.from({ length: 12 }, (_, level) =>
    level === 0 ? '<!ENTITY l0 "lol">' : `<!ENTITY l${level} "${`&l${level - 1};`.repeat(10)}">`,
  )
  const out = await readOut(rss(['Laugh &l11; end'], `<!DOCTYPE rss [${levels.join('')}]>`))
  expect(out).toContain('end')
  expect(out).not.toContain('lol')
  expect(out.length).toBeLessThan(5000)
})

test('XInclude is not followed', async () => {
  const item =
    '<item><title>T</title><description><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/></description></item>'
  expect(await readOut(`<rss><channel><title>N</title>${item}</channel></rss>`)).not.toContain('root:')
})
