import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOM } from '../../src/room.ts'
import { federated } from '../support/supergraph.ts'

describe('npm run compose', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'orion-compose-'))
    await writeFile(
      join(folder, 'rover.yaml'),
      'subgraphs:\n  shop:\n    routing_url: http://shop.test\n    schema:\n      file: ./shop.graphql\n',
    )
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const shop = (sdl: string) => writeFile(join(folder, 'shop.graphql'), federated(sdl))
  const compose = async (...more: string[]) => {
    const files = ['--config', join(folder, 'rover.yaml'), '--output', join(folder, 'supergraph.graphql')]
    const program = join(ROOM, 'src/compose/main.ts')
    const child = spawn(process.execPath, ['--import', 'tsx', program, ...files, ...more], { cwd: ROOM })
    let output = ''
    child.stdout.on('data', chunk => (output += chunk))
    child.stderr.on('data', chunk => (output += chunk))
    const code = await new Promise<number | null>(resolve => child.on('close', resolve))
    return { code, output }
  }

  it('writes the supergraph, and is content with it from then on', async () => {
    await shop('type Query { name: String price: Int }')
    expect(await compose()).toMatchObject({ code: 0, output: expect.stringContaining('was written') })
    expect(await readFile(join(folder, 'supergraph.graphql'), 'utf8')).toContain('http://shop.test')
    expect(await compose('--check')).toMatchObject({
      code: 0,
      output: expect.stringContaining('is up to date'),
    })
  })

  it('says what changed, breaking changes first, and refuses the old file with --check', async () => {
    await shop('type Query { name: String weight: Int }')
    const { code, output } = await compose('--check')
    expect(code).toBe(1)
    expect(output).toMatch(/Breaking:\n {2}Query\.price was removed\.\nAdded:\n {2}Query\.weight was added\./)
  })

  it('names what does not compose', async () => {
    await shop('type Query { name: Nothing }')
    const { code, output } = await compose()
    expect(code).toBe(1)
    expect(output).toContain('Unknown type Nothing')
  })
})
