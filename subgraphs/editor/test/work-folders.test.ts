import { randomUUID } from 'node:crypto'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createTestSystem, eventually, type TestSystem } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, expect, test } from 'vitest'
import editor from '../src/main.ts'

let system: TestSystem
beforeAll(async () => {
  system = await createTestSystem()
})
afterAll(() => system.stop())

test('an editor that starts removes what ended renders left, and nothing of another system on this machine', async () => {
  const folder = join(system.folder, 'work')
  const settings = { EDITOR_WORK_FOLDER: folder }
  await (await system.start(editor, settings)).stop()
  const [ended, foreign] = [randomUUID(), randomUUID()]
  await system.query(
    `INSERT INTO editor.renders (id, content_id, run_id, number, user_id, title, platform, source, caption_style, status)
     VALUES ($1, $2, $2, 1, $2, 'Cancelled', 'YOUTUBE_SHORTS', '{}', 'TIKTOK', 'CANCELLED')`,
    [ended, randomUUID()],
  )
  for (const id of [ended, foreign]) await mkdir(join(folder, id), { recursive: true })
  await system.start(editor, settings)
  await eventually(async () => !(await readdir(folder)).includes(ended))
  expect(await readdir(folder)).toEqual([foreign])
})
