import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { findFalseDescriptions, findUnguardedWrites, registeredPaths } from '../served-routes.ts'
import { system, trendAt } from '../shared-system.ts'

const ELSEWHERE = /^(https?|wss?):\/\/(?!127\.0\.0\.1[:/])/

/** Where pictures of the pages are kept, when somebody wants to look at them. */
const pictures = process.env.ORION_TEST_PICTURES

describe('the pages of the gateway', () => {
  let folder: string
  let context: BrowserContext
  let page: Page
  const elsewhere: string[] = []
  const failures: string[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'orion-browser-'))
    context = await chromium.launchPersistentContext(folder, {
      executablePath: '/usr/bin/chromium',
      viewport: { width: 1440, height: 900 },
      args: [
        ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
        ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ],
    })
    page = await context.newPage()
    page.on('request', request => {
      if (ELSEWHERE.test(request.url())) elsewhere.push(request.url())
    })
    page.on('websocket', socket => {
      if (ELSEWHERE.test(socket.url())) elsewhere.push(socket.url())
    })
    page.on('pageerror', error => failures.push(error.message))
  })
  afterAll(async () => {
    await context?.close()
    if (folder) await rm(folder, { recursive: true, force: true })
  })

  const picture = async (name: string) => {
    if (!pictures) return
    await mkdir(pictures, { recursive: true })
    await page.screenshot({ path: join(pictures, `${name}.png`) })
  }
  const answer = () => page.locator('.result-window')

  it('the explorer signs in, runs an example and a subscription, and asks nothing elsewhere', async () => {
    const admin = await system.user('ADMIN')
    await page.goto(`${system.gatewayUrl}/graphql`)
    await page.getByLabel('E-mail or username').fill(admin.username)
    await page.getByLabel('Password', { exact: true }).fill(admin.password)
    await page.locator('.orion-panel').getByRole('button', { name: 'Sign in' }).click()
    await page.getByText(/^Signed in as/).waitFor()

    await page
      .getByRole('button', { name: /Examples/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'The best trends' }).click()
    await page.getByRole('tab', { name: 'Trends' }).waitFor()
    await page.getByRole('button', { name: /^Execute/ }).click()
    await answer().getByText('"trends"').first().waitFor()
    expect(await answer().textContent()).not.toContain('errors')
    await picture('explorer')

    await page.getByRole('button', { name: 'The pipeline as it happens' }).click()
    await page.getByRole('tab', { name: 'Pipeline' }).waitFor()
    await page.getByRole('button', { name: /^Execute/ }).click()
    await page.getByRole('button', { name: /^Stop/ }).waitFor()
    await admin.client.run(
      'mutation($input: GenerateContentInput!) { generateContent(input: $input) { userErrors { message } } }',
      { input: { trendId: trendAt(2).id } },
    )
    await answer().getByText('"pipelineEvents"').first().waitFor()
    await picture('subscription')
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.reload()
    await page.getByRole('tab', { name: 'Pipeline' }).waitFor()
    await page.locator('.view-line').first().waitFor()
    await picture('explorer-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    expect([elsewhere, failures]).toEqual([[], []])
  })

  it('the REST API is described as a whole, and can be read', async () => {
    const operation = z.object({
      operationId: z.string(),
      summary: z.string(),
      security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
      parameters: z
        .array(z.looseObject({ name: z.string(), in: z.enum(['path', 'query', 'header']) }))
        .default([]),
      responses: z.record(z.string(), z.looseObject({})),
    })
    const response = await fetch(`${system.gatewayUrl}/openapi.json`)
    const text = await response.text()
    const document = z
      .looseObject({
        openapi: z.literal('3.1.0'),
        info: z.looseObject({ title: z.string(), version: z.string() }),
        paths: z.record(
          z.string().startsWith('/'),
          z
            .record(z.enum(['get', 'post', 'put', 'patch', 'delete']), operation.optional())
            .or(z.record(z.string(), operation)),
        ),
      })
      .parse(JSON.parse(text))
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, found]) => (found ? [{ method, path, ...found }] : [])),
    )
    const ids = operations.map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path, parameters } of operations) {
      const named = parameters.filter(parameter => parameter.in === 'path').map(({ name }) => name)
      expect([path, named]).toEqual([path, [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)])
    }
    for (const [, reference] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = reference?.split('/').reduce<unknown>((value, key) => Object(value)[key], document)
      expect([reference, found]).toEqual([reference, expect.anything()])
    }
    for (const path of [
      '/graphql',
      '/status',
      '/files/{key}',
      '/api/v1/auth/login',
      '/.well-known/jwks.json',
      '/api/v1/scout/trends/{id}/status',
      '/api/v1/director/content/generate',
      '/api/v1/media/assets',
      '/api/v1/editor/tts',
      '/api/v1/pulse/costs',
      '/api/v1/publisher/publications/{id}/retry',
      '/api/v1/identity/users/me',
      '/api/v1/scout/dead-letters',
    ]) {
      expect(Object.keys(document.paths)).toContain(path)
    }

    const described = operations.map(({ method, path }) => `${method} ${path}`)
    const registered = await registeredPaths(system)
    expect(registered.length).toBeGreaterThan(100)
    expect(registered.filter(each => !described.includes(each))).toEqual([])
    // A route without a description of its own is called by its method and path.
    expect(operations.filter(({ summary }) => /^[A-Z]+ \//.test(summary)).map(({ path }) => path)).toEqual([])
    const ownSecurity = operations.filter(
      ({ path }) => path.startsWith('/api/') || path.startsWith('/.well-known/'),
    )
    const withAccess = ownSecurity.map(({ method, path, security }) => ({
      method,
      path,
      isPublic: security?.length === 0,
    }))
    expect(await findFalseDescriptions(system, withAccess)).toEqual([])
    expect(await findUnguardedWrites(system, withAccess)).toEqual([])

    await page.goto(`${system.gatewayUrl}/openapi`)
    await page.getByText('Contents, newest first.').waitFor()
    await picture('openapi')
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.locator('html.dark-mode').waitFor()
    await picture('openapi-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    expect([elsewhere, failures]).toEqual([[], []])
  })

  it('a REST body above 1 MiB is refused with 413', async () => {
    const { client } = await system.user('EDITOR')
    const response = await client.rest('/api/v1/director/content/generate', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ trendId: 'x'.repeat(5 * 1024 * 1024) }),
    })
    expect([response.status, await response.json()]).toEqual([
      413,
      { error: expect.objectContaining({ code: 'CONTENT_TOO_LARGE', maxBytes: 1024 * 1024 }) },
    ])
  })

  it('the status tells operators of every service, dependency and queue', async () => {
    const status = await (await system.admin.rest('/status')).json()
    expect(status).toMatchObject({
      status: 'ok',
      infrastructure: { postgres: { ok: true }, redis: { ok: true }, files: { ok: true } },
    })
    for (const service of status.services) {
      expect(service).toMatchObject({ status: 'ready', circuit: 'closed', checks: { files: { ok: true } } })
      for (const queue of service.queues) expect(queue).toMatchObject({ name: queue.name, workers: 1 })
    }
  })
})
