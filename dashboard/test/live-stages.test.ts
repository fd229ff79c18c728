import { expect, test } from 'vitest'
import {
  describeStageEvent,
  hearStageEvent,
  type LiveRun,
  type Stage,
  withLiveNews,
} from '#content/live-stages.ts'
import { keptStages, runProgress } from '#pipeline/run-progress.ts'

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, second)).toISOString()
const event = (
  second: number,
  stage: string,
  status: string | null,
  progress: number | null = null,
  runId = 'run',
) => ({
  time: at(second),
  runId,
  stage,
  status,
  progress,
  provider: 'ffmpeg',
})
const hear = (...events: ReturnType<typeof event>[]) =>
  events.reduce<LiveRun | null>((known, heard) => hearStageEvent(known, heard), null)
const stage = (name: Stage['stage'], status: Stage['status'], progress: number): Stage => ({
  __typename: 'PipelineStage',
  stage: name,
  status,
  progress,
  attempt: 1,
  provider: null,
  cost: '0',
  error: null,
  startedAt: at(0),
  endedAt: null,
})

test('a stage moves on with its events, before it is read again', () => {
  const run = { id: 'run', stages: [stage('SPEECH', 'COMPLETED', 1), stage('STITCH', 'RUNNING', 0.1)] }
  const stages = withLiveNews(
    run,
    hear(event(1, 'STITCH', 'RUNNING', 0.4), event(2, 'STITCH', 'RUNNING', 0.6)),
  )
  expect(stages.map(({ stage, progress }) => [stage, progress])).toEqual([
    ['SPEECH', 1],
    ['STITCH', 0.6],
  ])
})

test('a stage that began since it was read shows at once', () => {
  const stages = withLiveNews({ id: 'run', stages: [] }, hear(event(3, 'STRATEGIST', 'RUNNING', 0)))
  expect(stages).toMatchObject([
    { stage: 'STRATEGIST', status: 'RUNNING', provider: 'ffmpeg', startedAt: at(3) },
  ])
})

test('progress without a status moves a stage that is at work, and wakes none that has ended', () => {
  const working = hear(event(1, 'STITCH', 'RUNNING', 0), event(2, 'STITCH', null, 0.3))
  expect(working?.stages.get('STITCH')).toMatchObject({ status: 'RUNNING', progress: 0.3 })
  const ended = hear(event(1, 'STITCH', 'COMPLETED'), event(2, 'STITCH', null, 0.9))
  expect(ended?.stages.get('STITCH')).toMatchObject({ status: 'COMPLETED', progress: 1 })
})

test('what comes late, and what is about another run, takes nothing back', () => {
  const news = hear(event(5, 'STITCH', 'COMPLETED'), event(4, 'STITCH', 'RUNNING', 0.9))
  expect(news?.stages.get('STITCH')).toMatchObject({ status: 'COMPLETED', progress: 1 })
  const run = { id: 'newer', stages: [stage('STITCH', 'RUNNING', 0.2)] }
  expect(withLiveNews(run, news)).toEqual(run.stages)
  expect(withLiveNews({ id: 'run', stages: [stage('STITCH', 'FAILED', 0.3)] }, news)[0]?.status).toBe(
    'FAILED',
  )
})

test('events about no stage, and gates, change no stage', () => {
  const news = hear(event(1, 'IMAGES', 'RUNNING', 0.5))
  expect(hearStageEvent(news, event(2, 'VIDEO', 'AWAITING_REVIEW'))).toBe(news)
  expect(hearStageEvent(news, { time: at(3) })).toBe(news)
})

test('a run is as far as its stages, each counting the same', () => {
  expect(runProgress([])).toEqual({ fraction: 0, current: null })
  expect(runProgress([stage('STRATEGIST', 'COMPLETED', 1), stage('CREATOR', 'RUNNING', 0.5)])).toEqual({
    fraction: 0.15,
    current: 'CREATOR',
  })
})

test('stages and gates are named as everywhere else, other events speak for themselves', () => {
  const said = (stage: string, status: string) =>
    describeStageEvent({ ...event(1, stage, status), message: 'The gateway says.' })
  expect(said('STITCH', 'RUNNING')).toBe('Video: at work.')
  expect(said('VIDEO', 'AWAITING_REVIEW')).toBe('Waits for a decision.')
  expect(describeStageEvent({ time: at(1), message: 'It was published.' })).toBe('It was published.')
})

test('what an earlier run did counts as done', () => {
  const stages = [stage('IMAGES', 'COMPLETED', 1), stage('SPEECH', 'RUNNING', 0.5)]
  expect(keptStages(stages)).toBe(3)
  expect(runProgress(stages)).toEqual({ fraction: 0.45, current: 'SPEECH' })
  expect(keptStages([])).toBe(0)
})
