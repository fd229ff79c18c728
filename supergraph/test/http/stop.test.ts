import { eventually } from '@orion/common/testing/test-system'
import { expect, it, onTestFinished } from 'vitest'
import { post, startTestGateway } from '../support/gateway.ts'

/** Less than the time that requests may take in which nothing happens. */
const SOON_MS = 8000

/** A gateway whose first subgraph answers when it is let. */
async function startGated() {
  let letGo: () => void = () => {}
  const allowed = new Promise<void>(resolve => {
    letGo = resolve
  })
  const gateway = await startTestGateway({
    things: {
      sdl: 'type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! }',
      resolvers: { Query: { thing: () => allowed.then(() => ({ id: '1' })) } },
    },
    names: {
      sdl: 'type Thing @key(fields: "id") { id: ID! name: String }',
      resolvers: {
        Thing: { __resolveReference: ({ id }: { id: string }) => ({ id }), name: () => 'a thing' },
      },
    },
  })
  let stopping: Promise<void> | null = null
  const stop = () => (stopping ??= gateway.stop())
  onTestFinished(stop)
  /** Stops once a subgraph was asked, and lets it answer when nobody else is served any more. */
  const stopMeanwhile = async () => {
    await eventually(() => gateway.subgraphs.things.calls.length === 1)
    const startedAt = performance.now()
    const stopped = stop().then(() => performance.now() - startedAt)
    await eventually(() =>
      fetch(`${gateway.origin}/health`).then(
        () => false,
        () => true,
      ),
    )
    letGo()
    return stopped
  }
  return { ...gateway, stopMeanwhile }
}

it('a gateway that stops asks all subgraphs that a request under way needs, and ends with it', async () => {
  const { url, stopMeanwhile } = await startGated()
  const answer = post(url, { query: '{ thing { id name } }' })
  const took = await stopMeanwhile()
  expect((await answer).data).toEqual({ thing: { id: '1', name: 'a thing' } })
  expect((await answer).errors).toBeUndefined()
  expect(took).toBeLessThan(SOON_MS)
})

it('a gateway that stops gives deferred parts to who waits for them', async () => {
  const { url, stopMeanwhile } = await startGated()
  const response = fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'multipart/mixed' },
    body: JSON.stringify({ query: '{ ... @defer { thing { name } } __typename }' }),
  }).then(answered => answered.text())
  await stopMeanwhile()
  const text = await response
  expect(text).toContain('a thing')
  expect(text).not.toContain('errors')
})
