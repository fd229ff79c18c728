import { cancellation } from '@orion/common/events/cancellation'
import { messageOf } from '@orion/common/events/event-messages'
import { describe, expect, it } from 'vitest'

describe('the sentence about a cost', () => {
  const cost = {
    contentId: crypto.randomUUID(),
    runId: crypto.randomUUID(),
    userId: crypto.randomUUID(),
    stage: 'IMAGES' as const,
    category: 'IMAGE' as const,
    latencyMs: 12,
  }

  it.each([
    [{ provider: 'extractive', units: '0', unit: 'tokens', amount: '0' }, 'extractive took nothing.'],
    [
      { provider: 'festival', units: '512', unit: 'characters', amount: '0' },
      'festival took nothing for 512 characters.',
    ],
    [
      { provider: 'procedural', units: '1', unit: 'image', amount: '0' },
      'procedural took nothing for 1 image.',
    ],
    [
      { provider: 'fal', units: '2.07', unit: 'megapixel', amount: '0.05' },
      'fal was paid $0.05 for 2.07 megapixels.',
    ],
  ])('says who was paid what for what', (paid, message) => {
    expect(messageOf('cost.recorded', { ...cost, ...paid })).toBe(message)
  })
})

describe('the sentence about what was cancelled', () => {
  const about = {
    contentId: crypto.randomUUID(),
    runId: crypto.randomUUID(),
    userId: crypto.randomUUID(),
    title: 'The memo',
  }
  const stage = { stage: 'IMAGES', status: 'FAILED', attempt: 2, provider: null, gateId: null } as const
  const content = { status: 'FAILED', trendId: crypto.randomUUID() } as const

  it.each([
    ['Wrong trend.', 'was cancelled: Wrong trend.'],
    [null, 'was cancelled.'],
  ])('calls it no failure, for the reason %s', (reason, end) => {
    const error = cancellation(reason)
    const messages = [
      messageOf('pipeline.stage_changed', { ...about, ...stage, error }),
      messageOf('content.updated', { ...about, ...content, reason: error }),
      messageOf('pipeline.cancelled', { ...about, reason, cancelledBy: about.userId }),
    ]
    expect(messages).toEqual([
      `Drawing the pictures for “The memo” ${end}`,
      `“The memo” ${end}`,
      `The work on “The memo” ${end}`,
    ])
  })
})
