import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Viewer } from '@orion/common'
import { createInternalTokenSigner } from '@orion/common/access/internal-token'
import { createTestSystem, eventually, type TestSystem, testViewer } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatServer, openAiServer } from './chat-servers.ts'
import { detectTrend } from './director-system.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const editor = testViewer('EDITOR')

let system: TestSystem
let models: ChatServer
let hangAt: string | null = null
const asked: string[] = []
const processes: ChildProcess[] = []

/** Answers like a language model, and names each question; at the question in `hangAt` it never answers. */
function answer(prompt: string) {
  const question = prompt.includes('You judge')
    ? 'critique'
    : prompt.includes('You plan')
      ? 'visuals'
      : prompt.includes('You analyse')
        ? 'analysis'
        : 'script'
  asked.push(question)
  if (question === hangAt) return { hang: true } as const
  const scenes = Number(prompt.match(/The (\d+) scenes/)?.[1] ?? 0)
  const scene = { description: 'A park that floats on a river', cameraAngle: 'wide shot', mood: 'calm' }
  const answers = {
    critique: { hookStrength: 0.9, valueDensity: 0.9, callToActionClarity: 0.9, feedback: [] },
    visuals: { styleGuide: 'Cold morning light over water.', scenes: Array(scenes).fill(scene) },
    analysis: {
      summary: 'A good script.',
      benchmarkComparison: 'Better than most.',
      suggestions: [],
      overallScore: 0.9,
    },
    script: {
      hook: 'A harbour city just opened a park that floats.',
      body: Array.from(
        { length: 3 },
        (_, at) =>
          `Sentence ${at + 1} says that the floating park in the old docks has paths and benches and costs nothing to enter.`,
      ),
      callToAction: 'Subscribe for more stories like this one.',
      visualCues: ['floating park', 'steel pontoons', 'old harbour'],
    },
  }
  return { answer: answers[question] }
}

beforeAll(async () => {
  system = await createTestSystem()
  models = await openAiServer(answer)
})
afterAll(async () => {
  for (const child of processes) child.kill('SIGKILL')
  await models?.stop()
  await system?.stop()
})

/** Starts the director as a process of its own. */
async function startProcess(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/run-service.ts', 'director'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      ...system.environment,
      LOG_LEVEL: 'info',
      DIRECTOR_WRITERS: 'openai,extractive',
      DIRECTOR_OPENAI_URL: models.url,
      DIRECTOR_OPENAI_INPUT_PRICE: '1',
      DIRECTOR_OPENAI_OUTPUT_PRICE: '2',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  processes.push(child)
  let told = ''
  child.stdout?.on('data', chunk => {
    told += chunk
  })
  const port = await eventually(
    () => told.match(/"port":(\d+),"message":"ready"/)?.[1],
    'the start of the director',
  )
  return { child, url: `http://127.0.0.1:${port}` }
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

async function call(url: string, path: string, viewer: Viewer, body: object) {
  const sign = await createInternalTokenSigner(system.environment.ORION_GATEWAY_PRIVATE_KEY ?? '')
  const response = await fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await sign('director', viewer)}` },
    body: JSON.stringify(body),
  })
  return response.json()
}

test('a director that is killed twice in the middle of its work goes on where it was and buys nothing twice', async () => {
  hangAt = 'critique'
  const first = await startProcess()
  const trendId = await detectTrend(system)
  const gates = ['STRATEGIST', 'CREATOR', 'ANALYST'].map(stage => ({ stage, passAt: 0.5 }))
  const { content } = await call(first.url, '/content/generate', editor, { trendId, gates })
  await eventually(() => asked.includes('critique'), 'the critique being asked for')
  await kill(first.child)

  hangAt = 'visuals'
  const second = await startProcess()
  await eventually(() => asked.includes('visuals'), 'the pictures being asked for')
  await kill(second.child)

  hangAt = null
  await startProcess()
  const created = await system.hear('content.created', data => data.contentId === content.id)
  expect(created.data.script.hook).toBe('A harbour city just opened a park that floats.')
  expect(asked).toEqual(['script', 'critique', 'critique', 'visuals', 'visuals', 'analysis'])

  const stages = await system.query(
    'SELECT stage, status, attempt, provider, cost FROM director.stages ORDER BY stage',
  )
  expect(stages).toMatchObject([
    { stage: 'STRATEGIST', status: 'COMPLETED', attempt: 2, provider: 'openai:gpt-4o-mini' },
    { stage: 'CREATOR', status: 'COMPLETED', attempt: 2 },
    { stage: 'ANALYST', status: 'COMPLETED', attempt: 1 },
  ])
  expect(stages.map(({ cost }) => Number(cost))).toEqual([0.0028, 0.0014, 0.0014])
  const told = system.heard.filter(event => event.type === 'orion.content.created')
  expect(told).toHaveLength(1)
  await eventually(
    async () => (await system.query('SELECT 1 FROM director.checkpoints')).length === 0,
    'the checkpoints being forgotten',
  )
})
