import { type ChildProcess, spawn } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createTestSystem, eventually, type TestSystem } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { heardOf, patienceMs } from './editor-at-work.ts'
import { sampleGenerated } from './sample-render.ts'

const root = new URL('../../..', import.meta.url).pathname

let system: TestSystem
const processes: ChildProcess[] = []

/** The editor in a process of its own, which can be killed. */
function spawnEditor(): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/run-service.ts', 'editor'], {
    cwd: root,
    env: { ...process.env, ...system.environment, EDITOR_WORK_FOLDER: join(system.folder, 'work') },
    stdio: 'ignore',
  })
  processes.push(child)
  return child
}

beforeAll(async () => {
  system = await createTestSystem()
})
afterAll(async () => {
  for (const child of processes) child.kill('SIGKILL')
  await system.stop()
})

test(
  'killed in the middle of stitching, the editor goes on there and makes one video',
  async () => {
    const generated = await sampleGenerated(system)
    const { contentId } = generated
    const first = spawnEditor()
    await system.send('media', 'editor', 'media.generated', generated)
    const work = join(system.folder, 'work')
    const finishedPart = async () => {
      const [render = ''] = await readdir(work).catch((): string[] => [])
      const name = (await readdir(join(work, render)).catch((): string[] => [])).find(file =>
        /^part-\d+-\w+\.mp4$/.test(file),
      )
      return name && join(work, render, name)
    }
    const part = await eventually(finishedPart, 'a finished part of the video', patienceMs)
    const encodedAt = (await stat(part)).mtimeMs
    const closed = new Promise(resolve => first.once('exit', resolve))
    first.kill('SIGKILL')
    await closed
    expect(heardOf(system, 'video.rendered', contentId)).toEqual([])

    spawnEditor()
    // The part that was finished before the kill is used as it is: it is not encoded a second time.
    await eventually(
      () => heardOf(system, 'pipeline.stage_changed', contentId).some(({ attempt }) => attempt === 2),
      'the second attempt',
      patienceMs,
    )
    const kept = await stat(part).catch(() => undefined)
    if (kept) expect(kept.mtimeMs).toBe(encodedAt)
    await eventually(() => heardOf(system, 'video.rendered', contentId)[0], 'the video', patienceMs)

    const told = heardOf(system, 'pipeline.stage_changed', contentId)
    const begun = told
      .filter(({ status }) => status === 'RUNNING')
      .map(({ stage, attempt }) => `${stage} ${attempt}`)
    expect(begun).toEqual(['SPEECH 1', 'CAPTIONS 1', 'STITCH 1', 'STITCH 2', 'THUMBNAILS 1', 'VALIDATE 1'])
    expect(told.filter(({ status }) => status === 'COMPLETED').map(({ stage }) => stage)).toEqual([
      'SPEECH',
      'CAPTIONS',
      'STITCH',
      'THUMBNAILS',
      'VALIDATE',
    ])
    expect(heardOf(system, 'cost.recorded', contentId)).toHaveLength(1)
    expect(heardOf(system, 'video.rendered', contentId)).toHaveLength(1)
    expect(await system.query('SELECT status FROM editor.renders')).toEqual([{ status: 'COMPLETED' }])
    expect(await system.query('SELECT count(*)::int AS videos FROM editor.videos')).toEqual([{ videos: 1 }])
    await eventually(async () => (await readdir(work)).length === 0, 'an empty work folder', patienceMs)
  },
  2 * patienceMs,
)
