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
