import { eventually } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalServer, samplePicture, sendJson, startLocalServer } from './local-server.ts'
import { contentCreated, editor, mediaAtWork, type Picture, stranger, viewer } from './media-at-work.ts'

let isRefusing = false
let release: (() => void) | null = null
let server: LocalServer
beforeAll(async () => {
  server = await startLocalServer((_, response) => {
    if (isRefusing) return sendJson(response, 400, { error: { message: 'Not today' } })
    release = () => sendJson(response, 200, { data: [{ b64_json: samplePicture().toString('base64') }] })
  })
})
afterAll(() => server.close())

const media = mediaAtWork()
const content = contentCreated()
beforeAll(async () => {
  await media.draw(content)
})

const regenerate = (input: { id: string; prompt?: string }, who = editor) =>
  media.service.graphql<{
    regenerateImage: {
      asset: { status: string } | null
      userErrors: { code: string; field: string[] | null }[]
    }
  }>(
    'mutation($input: RegenerateImageInput!) { regenerateImage(input: $input) { asset { status } userErrors { code field } } }',
    { input },
    who,
  )
const picture = async (scene: number): Promise<Picture> => {
  const found = (await media.pictures(content.contentId)).find(one => one.scene === scene)
  if (!found) throw new Error(`There is no scene ${scene}.`)
  return found
}

describe('drawing one picture again', () => {
  test('gives another picture, and tells the run nothing', async () => {
    const before = await picture(1)

    const { data } = await regenerate({ id: before.id, prompt: 'A lighthouse in a storm' })

    expect(data.regenerateImage).toEqual({ asset: { status: 'PENDING' }, userErrors: [] })
    const after = await eventually(async () => {
      const now = await picture(1)
      return now.status === 'READY' && now
    })
    expect(after.prompt).toBe('A lighthouse in a storm')
    expect(after.url?.split('?')[0]).not.toBe(before.url?.split('?')[0])
    expect(media.heard('media.generated', content.runId)).toHaveLength(1)
  })

  test('is refused while it is being drawn', async () => {
    await media.restart({ MEDIA_PROVIDERS: 'openai', MEDIA_OPENAI_URL: server.url })
    const { id } = await picture(2)
    await regenerate({ id })
    await eventually(() => release !== null)

    const { data } = await regenerate({ id })

    expect(data.regenerateImage).toEqual({ asset: null, userErrors: [{ code: 'CONFLICT', field: ['id'] }] })
    release?.()
    await eventually(async () => (await picture(2)).provider === 'openai')
  })

  test('leaves the old picture when no provider draws it', async () => {
    isRefusing = true
    const before = await picture(3)

    await regenerate({ id: before.id })

    const after = await eventually(async () => {
      const now = await picture(3)
      return now.status === 'READY' && now.error !== null && now
    })
    expect(after.error).toContain('Not today')
    expect(after.url?.split('?')[0]).toBe(before.url?.split('?')[0])
    expect(after.provider).toBe('procedural')
  })

  test.each([
    ['an empty prompt', { prompt: '  ' }],
    ['an endless prompt', { prompt: 'x'.repeat(2001) }],
  ])('refuses %s', async (_, change) => {
    const { data } = await regenerate({ id: (await picture(4)).id, ...change })
    expect(data.regenerateImage.userErrors).toEqual([{ code: 'INVALID_INPUT', field: ['prompt'] }])
  })

  test('is not for viewers, nor for the pictures of others', async () => {
    const { id } = await picture(4)
    expect((await regenerate({ id }, viewer)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
    expect((await regenerate({ id }, stranger)).data.regenerateImage.userErrors[0]?.code).toBe('NOT_FOUND')
    expect(
      (await media.service.request(`/api/v1/assets/${id}/regenerate`, viewer, { method: 'POST', body: '{}' }))
        .status,
    ).toBe(403)
  })
})
