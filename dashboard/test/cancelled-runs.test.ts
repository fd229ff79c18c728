import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { StageTracker } from '#pipeline/stage-tracker.tsx'
import { ContentBadge } from '#pipeline/status-badges.tsx'

const at = '2026-11-02T00:00:00.000Z'
const stage = { progress: 0.4, attempt: 1, provider: 'procedural', error: null, startedAt: at, endedAt: null }
const gate = {
  __typename: 'ReviewGate' as const,
  id: 'g1',
  stage: 'STRATEGIST' as const,
  status: 'REJECTED' as const,
  instruction: 'Decide.',
  score: 0.8,
  passAt: null,
  openedAt: at,
  decidedAt: at,
  decidedByPolicy: false,
  feedback: 'Wrong trend',
  content: { __typename: 'Content' as const, id: 'c1', createdBy: null },
  decidedBy: { __typename: 'User' as const, id: 'u1', name: 'Ada' },
}

/** The words of the tracker of a run whose gate was closed, with a stage at work and one that failed. */
const wordsOf = (isCancelled: boolean) =>
  renderToStaticMarkup(
    createElement(StageTracker, {
      stages: [
        { stage: 'STRATEGIST', ...stage, status: 'COMPLETED' },
        { stage: 'CREATOR', ...stage, status: 'FAILED' },
        { stage: 'IMAGES', ...stage, status: 'RUNNING' },
      ],
      gates: [gate],
      isCancelled,
      endedAt: at,
    }),
  )

test('a cancelled run neither failed nor was rejected, and nothing of it is at work', () => {
  expect(wordsOf(false)).toMatch(/Failed.*At work|Rejected by Ada/s)
  const words = wordsOf(true)
  expect(words).toContain('Cancelled by Ada')
  expect(words).not.toMatch(/Failed|At work|Rejected|progressbar/)
})

test('the content of a cancelled run is called cancelled, whatever it became', () => {
  for (const status of ['FAILED', 'REJECTED'] as const)
    expect(renderToStaticMarkup(createElement(ContentBadge, { status, isCancelled: true }))).toContain(
      'Cancelled',
    )
  expect(renderToStaticMarkup(createElement(ContentBadge, { status: 'FAILED' }))).toContain('Failed')
})
