import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eventually } from '@orion/common/testing/test-system'
import { beforeAll, describe, expect, test } from 'vitest'
import { inspectImage } from '../src/providers/image-file.ts'
import { contentCreated, editor, mediaAtWork } from './media-at-work.ts'

const media = mediaAtWork()
const content = contentCreated()
let outcome = ''
beforeAll(async () => {
  outcome = await media.draw(content)
})

const storedFile = (url: string | null) => {
  const key = decodeURIComponent(new URL(url ?? '').pathname.replace('/files/', ''))
  return readFile(join(media.system.environment.FILES_ROOT ?? '', key))
}

describe('drawing the pictures of a content', () => {
  test('gives one picture for each scene, with a thumbnail, behind signed addresses', async () => {
    expect(outcome).toBe('media.generated')

    const pictures = await media.pictures(content.contentId)
    expect(
      pictures.map(({ scene, status, provider, isEmbedded }) => [scene, status, provider, isEmbedded]),
    ).toEqual([1, 2, 3, 4, 5, 6].map(scene => [scene, 'READY', 'procedural', true]))
    for (const { url, thumbnail, width } of pictures) {
      expect(new URL(url ?? '').searchParams.get('signature')).toBeTruthy()
      expect(inspectImage(await storedFile(url), 'it')).toEqual({
        contentType: 'image/jpeg',
        width,
        height: 1920,
      })
      expect(inspectImage(await storedFile(thumbnail), 'it')).toMatchObject({ width: 360, height: 640 })
    }
  })

  test('tells the editor everything it needs, in the order of the scenes', async () => {
    const [generated] = media.heard('media.generated', content.runId)

    expect(generated).toMatchObject({
      contentId: content.contentId,
      title: 'The memo',
      platform: 'YOUTUBE_SHORTS',
      script: content.script,
      failures: [],
    })
    expect(generated?.images.map(({ scene, segments }) => [scene, segments])).toEqual(
      content.visualPrompts.map(({ scene, segments }) => [scene, segments]),
    )
    expect(
      generated?.images.every(
        ({ isEmbedded, width, height }) => isEmbedded && width === 1080 && height === 1920,
      ),
    ).toBe(true)
  })

  test('tells the stage, its progress, and what each picture cost', async () => {
    await eventually(() => media.heard('cost.recorded', content.runId).length === 6)
    expect(media.heard('cost.recorded', content.runId)[0]).toMatchObject({
      stage: 'IMAGES',
      category: 'IMAGE',
      provider: 'procedural',
      amount: '0',
      units: '1',
      unit: 'image',
    })
    await eventually(() => media.heard('pipeline.stage_changed', content.runId).length === 2)
    expect(
      media
        .heard('pipeline.stage_changed', content.runId)
        .map(({ stage, status, provider }) => [stage, status, provider]),
    ).toEqual([
      ['IMAGES', 'RUNNING', null],
      ['IMAGES', 'COMPLETED', 'procedural'],
    ])
    const progress = media.system.heard.filter(
      ({ type, subject }) => type === 'orion.pipeline.progress' && subject === content.contentId,
    )
    expect(progress.at(-1)?.data).toMatchObject({ stage: 'IMAGES', progress: 1 })
  })

  test('does nothing twice when the event comes twice', async () => {
    await media.system.send('director', 'media', 'content.created', content)
    const other = contentCreated()
    await media.draw(other)

    const rows = await media.system.query('SELECT id FROM media.media_assets WHERE run_id = $1', [
      content.runId,
    ])
    expect(rows).toHaveLength(6)
    expect(media.heard('media.generated', content.runId)).toHaveLength(1)
  })

  test('keeps a record of every call', async () => {
    const calls = await media.system.query(
      `SELECT c.provider, c.error, trim_scale(c.cost)::text AS cost FROM media.provider_calls c JOIN media.media_assets a ON a.id = c.asset_id WHERE a.run_id = $1`,
      [content.runId],
    )
    expect(calls).toEqual(
      Array.from({ length: 6 }, () => ({ provider: 'procedural', error: null, cost: '0' })),
    )
  })

  test('lists pictures page by page, newest first', async () => {
    const ids: string[] = []
    let after: string | null = null
    do {
      const page: PageOfPictures = await pageAfter(after)
      ids.push(...page.nodes.map(({ id }) => id))
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
    } while (after !== null)
    const rows = await media.system.query<{ id: string }>(
      "SELECT id FROM media.media_assets WHERE status = 'READY' ORDER BY created_at DESC, id DESC",
    )
    expect(ids).toEqual(rows.map(({ id }) => id))
  })
})

interface PageOfPictures {
  nodes: { id: string }[]
  pageInfo: { endCursor: string; hasNextPage: boolean }
}

async function pageAfter(after: string | null): Promise<PageOfPictures> {
  const { data } = await media.service.graphql<{ mediaAssets: PageOfPictures }>(
    'query($after: String) { mediaAssets(first: 4, after: $after, status: [READY]) { nodes { id } pageInfo { endCursor hasNextPage } } }',
    { after },
    editor,
  )
  return data.mediaAssets
}
