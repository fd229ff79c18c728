import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createTestSystem, eventually, type TestSystem } from '@orion/common/testing/test-system'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import publisherService from '../src/main.ts'
import { approvedContent } from './approved-content.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const children: ChildProcess[] = []
let system: TestSystem
/** While it holds this lock, no publication can be noted as PUBLISHED. */
let brake: pg.Client

beforeAll(async () => {
  system = await createTestSystem()
  const migrated = await system.start(publisherService)
  await migrated.stop()
  await system.query(`CREATE FUNCTION publisher.brake() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_advisory_xact_lock(4242); RETURN NEW; END $$`)
  await system.query(`CREATE TRIGGER brake BEFORE UPDATE ON publisher.publications FOR EACH ROW
    WHEN (NEW.status = 'PUBLISHED') EXECUTE FUNCTION publisher.brake()`)
  brake = new pg.Client({ connectionString: system.environment.DATABASE_URL })
  await brake.connect()
  await brake.query('SELECT pg_advisory_lock(4242)')
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await system.stop()
})

it('a process killed after the post and before its record leaves one post, one publication, one event', async () => {
  const child = spawn('node', ['--import', 'tsx', 'scripts/run-service.ts', 'publisher'], {
    cwd: root,
    env: { PATH: process.env.PATH, ...system.environment },
    stdio: 'ignore',
  })
  children.push(child)
  const data = await approvedContent(system)
  await system.send('director', 'publisher', 'content.approved', data)
  const sandbox = `${system.environment.FILES_ROOT}/sandbox`
  const posts = async () =>
    (await readdir(sandbox, { recursive: true }).catch(() => [])).filter(name => name.endsWith('/post.json'))
  await eventually(async () => (await posts()).length === 1, 'the post', 50_000)

  child.kill('SIGKILL')
  await once(child, 'exit')
  await brake.end()
  await system.query('DROP TRIGGER brake ON publisher.publications')
  const before = await system.query<{ status: string }>('SELECT status::text FROM publisher.publications')
  expect(before).toEqual([{ status: 'PUBLISHING' }])

  const again = await system.start(publisherService)
  await system.hear('content.published', ({ contentId }) => contentId === data.contentId)
  await again.drainOutbox()

  expect(await posts()).toHaveLength(1)
  expect(await system.query('SELECT status::text, attempts FROM publisher.publications')).toEqual([
    { status: 'PUBLISHED', attempts: 2 },
  ])
  const told = system.heard.filter(({ type }) => type === 'orion.content.published')
  expect(told).toHaveLength(1)
})
