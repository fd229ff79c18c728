import { randomInt, randomUUID } from 'node:crypto'
import type { Client } from 'graphql-ws'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { connect, listen } from '../support/live-client.ts'
import { startOrion, type TestOrion } from '../support/orion.ts'

const RESUMABLE = 'subscription($after: ID) { pipelineEvents(after: $after) { id content { id title } } }'

describe('who was away', () => {
  let orion: TestOrion
  const clients: Client[] = []
  beforeAll(async () => {
    orion = await startOrion()
  })
  afterAll(() => orion.stop())
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose()
  })

  const open = (token: string, url = orion.socketUrl) => {
    const client = connect(url, token)
    clients.push(client)
    return client
  }
  const tell = (userId: string) =>
    orion.tell(
      'director',
      'content.updated',
      {
        contentId: randomUUID(),
        runId: null,
        trendId: randomUUID(),
        userId,
        title: 'A title',
        status: 'REVIEW',
        reason: null,
      } as never,
      { userIds: [userId] },
    )
  const idsOf = (answers: Record<string, unknown>[]) =>
    answers.map(({ data }) => (data as { pipelineEvents: { id: string } }).pipelineEvents.id)
  /** Opens a subscription and waits until it is live, which its first event shows, and until all that was told is heard. */
  const following = async (token: string, userId: string, after: string | null = null) => {
    const listening = listen(open(token), RESUMABLE, { after })
    let last = ''
    while (listening.received.length === 0) {
      last = (await tell(userId)).id
      await new Promise(resolve => setTimeout(resolve, 20))
    }
    while (idsOf(listening.received).at(-1) !== last) await listening.until(listening.received.length + 1)
    return listening
  }

  it('misses nothing and hears nothing twice, wherever the connection is cut', async () => {
    const userId = randomUUID()
    const token = await orion.token({ userId, role: 'EDITOR' })
    const first = await following(token, userId)
    let after = idsOf(first.received).at(-1) ?? ''
    const from = orion.log.findIndex(({ id }) => id === after) + 1
    first.stop()

    const heard: string[] = []
    let isTelling = true
    const telling = (async () => {
      for (let told = 0; told < 200; told++) {
        await tell(told % 5 === 0 ? randomUUID() : userId)
        if (told % 10 === 0) await new Promise(resolve => setTimeout(resolve, 2))
      }
      isTelling = false
    })()
    const mine = () => orion.log.slice(from).filter(({ audience }) => audience.userIds.includes(userId))
    while (isTelling || heard.length < mine().length) {
      const listening = listen(open(token), RESUMABLE, { after })
      const wanted = Math.min(randomInt(1, 25), Math.max(1, mine().length - heard.length))
      const received = idsOf(await listening.until(wanted))
      // The cut: the socket is gone in the midst of what is sent.
      clients.pop()?.terminate()
      heard.push(...received)
      after = heard.at(-1) ?? after
    }
    await telling
    expect(heard).toEqual(mine().map(({ id }) => id))
  })

  it('goes on at another gateway, which was not there when it happened, from the log', async () => {
    const userId = randomUUID()
    const token = await orion.token({ userId, role: 'EDITOR' })
    const first = await following(token, userId)
    const before = first.received.length
    const after = idsOf(first.received).at(-1)
    for (let told = 0; told < 250; told++) await tell(userId)
    const missed = idsOf(await first.until(before + 250)).slice(before)
    // What Redis remembers is lost, so that the new gateway knows the past from the log alone.
    await orion.redis.del('orion:live:recent')
    const { url } = await orion.anotherGateway()
    const second = listen(open(token, `${url.replace('http', 'ws')}/graphql`), RESUMABLE, { after })
    expect(idsOf(await second.until(250))).toEqual(missed)
    const { id } = await tell(userId)
    expect(idsOf(await second.until(251)).at(-1)).toBe(id)
  })

  it('is told by every answer how to resume, where it asked for it, and shares what is live', async () => {
    const token = await orion.token({ userId: randomUUID(), role: 'ADMIN' })
    const query = 'subscription($after: ID) { contentUpdated(after: $after) { id title } }'
    const first = listen(open(token), query, { after: (await tell(randomUUID())).id })
    const { id: before } = await tell(randomUUID())
    const [answer] = await first.until(1)
    expect(answer).toMatchObject({ extensions: { eventId: before } })
    const { id: missed } = await tell(randomUUID())
    await first.until(2)
    const second = listen(open(token), query, { after: before })
    expect(await second.until(1)).toMatchObject([{ extensions: { eventId: missed } }])
    orion.subgraphs['director']?.calls.splice(0)
    await tell(randomUUID())
    await Promise.all([first.until(3), second.until(2)])
    expect(orion.subgraphs['director']?.calls).toHaveLength(1)
  })

  it('is told no id by what is told once and kept nowhere', async () => {
    const userId = randomUUID()
    const token = await orion.token({ userId, role: 'EDITOR' })
    const listening = await following(token, userId)
    const before = listening.received.length
    const progress = {
      contentId: randomUUID(),
      runId: randomUUID(),
      trendId: randomUUID(),
      userId,
      stage: 'STITCH',
      progress: 0.5,
      renderId: null,
      renderProgress: null,
    }
    await orion.tell('editor', 'pipeline.progress', progress as never, { userIds: [userId] })
    const answer = (await listening.until(before + 1)).at(-1)
    expect(answer).toMatchObject({ data: { pipelineEvents: { id: expect.any(String) } } })
    expect(answer).not.toHaveProperty('extensions')
  })

  it('gets of what was missed only what it may hear', async () => {
    const userId = randomUUID()
    const token = await orion.token({ userId, role: 'EDITOR' })
    const { id: after } = await tell(userId)
    await tell(randomUUID())
    const { id: own } = await tell(userId)
    expect(idsOf(await listen(open(token), RESUMABLE, { after }).until(1))).toEqual([own])
    const { id: foreign } = await tell(randomUUID())
    const refused = listen(open(token), RESUMABLE, { after: foreign })
    await refused.ended
    expect(refused.received).toMatchObject([{ errors: [{ extensions: { code: 'EVENT_UNKNOWN' } }] }])
  })

  it('is told clearly when the event is unknown, or too much happened since', async () => {
    const userId = randomUUID()
    const token = await orion.token({ userId, role: 'EDITOR' })
    const unknown = listen(open(token), RESUMABLE, { after: randomUUID() })
    await unknown.ended
    expect(unknown.received).toMatchObject([{ errors: [{ extensions: { code: 'EVENT_UNKNOWN' } }] }])
    const { id: after } = await tell(userId)
    await Promise.all(Array.from({ length: 1001 }, () => tell(userId)))
    const tooLong = listen(open(token), RESUMABLE, { after })
    await tooLong.ended
    expect(tooLong.received).toMatchObject([{ errors: [{ extensions: { code: 'EVENT_TOO_LONG_AGO' } }] }])

    const last = await tell(userId)
    const ofOne =
      'subscription($after: ID, $content: ID) { pipelineEvents(after: $after, contentId: $content) { id } }'
    const content = 'contentId' in last.data ? last.data.contentId : null
    const narrow = listen(open(token), ofOne, { after, content })
    expect(idsOf(await narrow.until(1))).toEqual([last.id])
  })

  it('stays connected while Redis is away, and hears everything once it is back', async () => {
    const userId = randomUUID()
    const token = await orion.token({ userId, role: 'EDITOR' })
    const listening = await following(token, userId)
    const before = listening.received.length
    await orion.restartRedis(async () => {
      await new Promise(resolve => orion.redis.once('close', resolve)).catch(() => {})
    })
    // Told as soon as Redis is back, whether or not the gateway is already: what it missed it reads itself.
    const told = [await tell(userId), await tell(userId), await tell(userId)]
    expect(idsOf(await listening.until(before + 3)).slice(before)).toEqual(told.map(({ id }) => id))
  })
})
