import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { replaceFolder } from '../../src/explorer/replace-folder.ts'

it('of several builds that end at once, each succeeds, and one stays as a whole', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'orion-replace-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const place = join(folder, 'built')
  const files = Array.from({ length: 20 }, (_, number) => `${number}.js`)
  for (let round = 0; round < 10; round++) {
    await Promise.all(
      ['one', 'two', 'three'].map(async name => {
        const complete = join(folder, name)
        await mkdir(complete)
        await Promise.all(files.map(file => writeFile(join(complete, file), name)))
        await replaceFolder(complete, place)
      }),
    )
    expect((await readdir(place)).sort()).toEqual([...files].sort())
    expect(await readdir(folder)).toEqual(['built'])
  }
})
