import { randomUUID } from 'node:crypto'
import { eventually } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalServer, samplePicture, sendJson, startLocalServer } from './local-server.ts'
import { contentCreated, mediaAtWork } from './media-at-work.ts'

/** Prompts with these words are refused by the server for good, until they are taken out. */
const refused = new Set<string>()
/** The server answers when this is over. */
let held = Promise.resolve()
let server: LocalServer
beforeAll(async () => {
  server = await startLocalServer(async ({ body }, response) => {
    await held
    const text = JSON.stringify(body)
    if ([...refused].some(word => text.includes(word)))
      return sendJson(response, 400, { error: { message: 'Not allowed here' } })
    return sendJson(response, 200, { data: [{ b64_json: samplePicture('png').toString('base64') }] })
  })
})
afterAll(() => server.close())

const media = mediaAtWork()
const onlyRemote = () => ({
  MEDIA_PROVIDERS: 'openai',
  MEDIA_OPENAI_URL: server.url,
  MEDIA_OPENAI_MODEL: 'sd',
  MEDIA_OPENAI_PRICE_PER_IMAGE: '0.04',
})

describe('when providers fail', () => {
  test('a content is drawn by the next provider, and the failure is on record', async () => {
    await media.restart({ ...onlyRemote(), MEDIA_PROVIDERS: 'openai,procedural' })
    refused.add('gavel')
    const content = contentCreated()

    await expect(media.draw(content)).resolves.toBe('media.generated')

    const pictures = await media.pictures(content.contentId)
    expect(pictures.map(({ provider }) => provider)).toEqual([
      'openai',
      'openai',
      'procedural',
      'openai',
      'openai',
      'openai',
    ])
    expect(pictures[0]?.cost).toBe('0.04')
    const calls = await media.system.query('SELECT error FROM media.provider_calls WHERE error IS NOT NULL')
    expect(calls).toEqual([{ error: 'openai answered 400: Not allowed here' }])
    refused.clear()
  })

  test('four pictures are enough, and those that failed are named', async () => {
    await media.restart(onlyRemote())
    refused.add('gavel').add('capitol')
    const content = contentCreated()

    await expect(media.draw(content)).resolves.toBe('media.generated')

    const [generated] = media.heard('media.generated', content.runId)
    expect(generated?.images.map(({ scene }) => scene)).toEqual([1, 4, 5, 6])
    expect(generated?.failures.map(({ scene }) => scene)).toEqual([2, 3])
    expect(generated?.failures[0]?.error).toContain('Not allowed here')
  })

  test('three are not: the content fails, and a new run buys only what is missing', async () => {
    refused.add('handshake').add('shake hands')
    const content = contentCreated()

    await expect(media.draw(content)).resolves.toBe('media.failed')

    expect(media.heard('media.failed', content.runId)[0]?.error).toMatch(
      /^3 of 6 pictures drawn: .*Not allowed here/,
    )
    expect(media.heard('pipeline.stage_changed', content.runId).at(-1)).toMatchObject({ status: 'FAILED' })
    refused.clear()
    const before = server.heard.length
    const again = { ...content, runId: randomUUID() }
    await expect(media.draw(again)).resolves.toBe('media.generated')
    expect(server.heard.length - before).toBe(3)
    expect(media.heard('cost.recorded', again.runId)).toHaveLength(3)
    expect(media.heard('media.generated', again.runId)[0]?.images).toHaveLength(6)
  })

  test('a cancelled run begins no more pictures, and keeps what was paid for', async () => {
    await media.restart({ ...onlyRemote(), MEDIA_CONCURRENCY: '2' })
    const content = contentCreated()
    const { contentId, runId, userId, title } = content
    const cancelled = { contentId, userId, title, reason: 'Wrong trend.', cancelledBy: userId }
    const before = server.heard.length
    let goOn = () => {}
    held = new Promise(resolve => {
      goOn = resolve
    })
    await media.system.send('director', 'media', 'content.created', content)
    await eventually(() => server.heard.length - before === 2, 'two pictures being drawn')
    await media.system.send('director', 'media', 'pipeline.cancelled', { ...cancelled, runId })
    const ended = ({ status }: { status: string }) => status === 'FAILED'
    await eventually(() => media.heard('pipeline.stage_changed', runId).find(ended), 'the end of the stage')
    goOn()
    await eventually(() => media.heard('cost.recorded', runId).length === 2, 'what the two cost')

    const pictures = await media.pictures(contentId)
    expect(pictures.map(({ status }) => status)).toEqual(['READY', 'READY', ...Array(4).fill('FAILED')])
    expect(pictures.at(-1)?.error).toBe('Cancelled: Wrong trend.')

    const late = { ...content, runId: randomUUID() }
    await media.system.send('director', 'media', 'pipeline.cancelled', { ...cancelled, runId: late.runId })
    await media.system.send('director', 'media', 'content.created', late)
    const next = contentCreated()
    await expect(media.draw(next)).resolves.toBe('media.generated')
    expect(server.heard.length - before).toBe(2 + 6)
    for (const run of [runId, late.runId])
      expect([...media.heard('media.generated', run), ...media.heard('media.failed', run)]).toEqual([])
  })

  test('the providers say why they cannot be used', async () => {
    const { data } = await media.service.graphql(
      '{ imageProviders { name isEmbedded isAvailable reason } }',
      {},
      (await import('./media-at-work.ts')).viewer,
    )
    expect(data.imageProviders).toEqual([
      { name: 'openai', isEmbedded: false, isAvailable: true, reason: null },
    ])
  })
})
