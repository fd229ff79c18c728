import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { eventually } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LocalServer, samplePicture, sendJson, startLocalServer } from './local-server.ts'
import { contentCreated, mediaAtWork } from './media-at-work.ts'

/** fal.ai's queue: jobs stay in progress while the brake is on. */
const submitted: string[] = []
let brake = Number.POSITIVE_INFINITY
let fal: LocalServer
beforeAll(async () => {
  fal = await startLocalServer(({ method, path, body }, response) => {
    const route = path.split('?')[0] ?? ''
    if (method === 'POST') {
      submitted.push(JSON.stringify(body))
      return sendJson(response, 200, { request_id: `job-${submitted.length}`, status: 'IN_QUEUE' })
    }
    const job = Number(/job-(\d+)/.exec(route)?.[1])
    if (route.endsWith('/status'))
      return sendJson(response, 200, { status: job > brake ? 'IN_PROGRESS' : 'COMPLETED' })
    if (route.endsWith('.jpg')) return response.writeHead(200).end(samplePicture())
    return sendJson(response, 200, { images: [{ url: `${fal.url}/job-${job}.jpg` }] })
  })
})
const children: ChildProcess[] = []
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await fal.close()
})

const media = mediaAtWork()
const root = fileURLToPath(new URL('../../../', import.meta.url))

test('pictures that were paid for before a kill are not paid for again', async () => {
  const environment = {
    MEDIA_PROVIDERS: 'fal',
    MEDIA_FAL_KEY: 'id:secret',
    MEDIA_FAL_URL: fal.url,
    MEDIA_CONCURRENCY: '3',
  }
  brake = 2
  await media.service.stop()
  const first = spawn('node', ['--import', 'tsx', 'scripts/run-service.ts', 'media'], {
    cwd: root,
    env: { PATH: process.env.PATH, ...media.system.environment, ...environment },
    stdio: 'ignore',
  })
  children.push(first)
  const content = contentCreated()
  await media.system.send('director', 'media', 'content.created', content)
  const stands = () =>
    media.system
      .query<{ status: string; ticket_job: string | null }>(
        'SELECT status::text, ticket_job FROM media.media_assets WHERE run_id = $1 ORDER BY scene',
        [content.runId],
      )
      .catch(() => [])
  await eventually(
    async () => {
      const rows = await stands()
      return (
        rows.filter(row => row.status === 'READY').length === 2 &&
        rows.filter(row => row.ticket_job !== null).length === 3
      )
    },
    'two pictures drawn and three more accepted',
    50_000,
  )
  first.kill('SIGKILL')
  await once(first, 'exit')
  expect(submitted).toHaveLength(5)

  brake = Number.POSITIVE_INFINITY
  await media.restart(environment)
  await media.system.hear('media.generated', ({ runId }) => runId === content.runId)

  expect(submitted).toHaveLength(6)
  expect(new Set(submitted).size).toBe(6)
  const pictures = await media.pictures(content.contentId)
  expect(pictures.map(({ scene, status }) => [scene, status])).toEqual(
    [1, 2, 3, 4, 5, 6].map(scene => [scene, 'READY']),
  )
  expect(pictures.map(({ cost }) => cost)).toEqual(Array.from({ length: 6 }, () => '0.003'))
  await media.service.drainOutbox()
  await eventually(() => media.heard('cost.recorded', content.runId).length >= 6)
  expect(media.heard('cost.recorded', content.runId)).toHaveLength(6)
  expect(media.heard('media.generated', content.runId)).toHaveLength(1)
})
