import { eventually } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { post } from '../support/gateway.ts'
import { startOrion, type TestOrion } from '../support/orion.ts'

describe('when Redis is gone', () => {
  let orion: TestOrion
  beforeAll(async () => {
    orion = await startOrion()
    orion.redis.on('error', () => {})
    orion.redis.shutdown('NOSAVE').catch(() => {})
    await eventually(() => orion.redis.status !== 'ready', 'the end of Redis')
  })
  afterAll(() => orion.stop())

  it('answers all the same, and goes on to limit calls by counting for itself', async () => {
    expect((await post(orion.url, { query: '{ open }' })).data).toEqual({ open: 'for all' })
    const statuses: number[] = []
    for (let call = 0; call < 7; call++) {
      statuses.push((await fetch(`${orion.origin}/api/v1/auth/login`, { method: 'POST', body: '{}' })).status)
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
  })
})
