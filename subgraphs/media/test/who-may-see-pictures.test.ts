import { beforeAll, describe, expect, test } from 'vitest'
import {
  admin,
  contentCreated,
  editor,
  mediaAtWork,
  type Picture,
  stranger,
  viewer,
} from './media-at-work.ts'

const media = mediaAtWork()
const content = contentCreated()
let pictures: Picture[]
beforeAll(async () => {
  await media.draw(content)
  pictures = await media.pictures(content.contentId)
})
const first = () => pictures[0]?.id ?? ''

const entity = async (who: typeof editor | null) => {
  const { data } = await media.service.graphql<{ _entities: ({ id: string } | null)[] }>(
    'query($of: [_Any!]!) { _entities(representations: $of) { ... on MediaAsset { id } } }',
    { of: [{ __typename: 'MediaAsset', id: first() }] },
    who,
  )
  return data?._entities[0] ?? null
}

describe('who may see pictures', () => {
  test('their owner and admins, by every way', async () => {
    for (const who of [editor, viewer, admin]) {
      await expect(media.pictures(content.contentId, who)).resolves.toHaveLength(6)
      await expect(entity(who)).resolves.toEqual({ id: first() })
      const listed = await media.service.graphql<{ mediaAssets: { nodes: unknown[] } }>(
        '{ mediaAssets { nodes { id } } }',
        {},
        who,
      )
      expect(listed.data.mediaAssets.nodes).toHaveLength(6)
      const rest = await media.service.request(`/api/v1/assets/${first()}`, who)
      expect(rest.status).toBe(200)
      expect(await rest.json()).toMatchObject({ id: first(), status: 'READY', cost: '0' })
    }
  })

  test('nobody else, by no way', async () => {
    await expect(media.pictures(content.contentId, stranger)).resolves.toEqual([])
    await expect(entity(stranger)).resolves.toBeNull()
    const asked = await media.service.graphql<Record<string, unknown>>(
      'query($id: ID!) { mediaAsset(id: $id) { id } mediaAssets { nodes { id } } }',
      { id: first() },
      stranger,
    )
    expect(asked.data).toEqual({ mediaAsset: null, mediaAssets: { nodes: [] } })
    expect((await media.service.request(`/api/v1/assets/${first()}`, stranger)).status).toBe(404)
    const ofContent = await media.service.request(`/api/v1/contents/${content.contentId}/assets`, stranger)
    expect(await ofContent.json()).toEqual({ items: [] })
  })

  test('nobody who is not signed in', async () => {
    await expect(entity(null)).resolves.toBeNull()
    expect((await media.service.request('/api/v1/assets', null)).status).toBe(401)
    expect((await media.service.request('/api/v1/providers', null)).status).toBe(401)
  })

  test('ids that are none are not found, without an error', async () => {
    const { data, errors } = await media.service.graphql('{ mediaAsset(id: "x") { id } }', {}, editor)
    expect([data, errors]).toEqual([{ mediaAsset: null }, undefined])
  })
})
