import { spawn } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import { runMainJob } from '../../scripts/demo/main-job.ts'
import { contentState, VIDEO_PATIENCE_MS } from '../running-system.ts'
import { system } from '../shared-system.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orion-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Outcome {
  code: number | null
  out: string
  err: string
}

/** Runs the command as a user would. */
function orion(args: string[], input = ''): Promise<Outcome> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, ['cli/dist/orion.js', ...args], {
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        XDG_CONFIG_HOME: folder,
        ORION_GATEWAY_URL: system.gatewayUrl,
      },
    })
    const outcome = { out: '', err: '' }
    child.stdout.on('data', text => {
      outcome.out += text
    })
    child.stderr.on('data', text => {
      outcome.err += text
    })
    child.stdin.end(input)
    child.on('close', code => resolve({ code, ...outcome }))
  })
}

const json = async <Schema extends z.ZodType>(
  schema: Schema,
  ...args: string[]
): Promise<z.infer<Schema>> => {
  const { code, out, err } = await orion([...args, '--format', 'json'])
  expect([err, code]).toEqual([expect.anything(), 0])
  return schema.parse(JSON.parse(out))
}

describe('the command line alone', () => {
  it('takes a trend to a published video', async () => {
    const editor = await system.user('EDITOR')
    const login = await orion(
      ['auth', 'login', '--user', editor.username, '--password-stdin'],
      editor.password,
    )
    expect([login.err, login.code]).toEqual([expect.anything(), 0])
    expect((await orion(['auth', 'whoami'])).out).toContain(editor.username)
    expect((await orion(['system', 'health'])).code).toBe(0)

    expect((await orion(['scout', 'trigger', '--niche', 'general', '--wait'])).code).toBe(0)
    const trends = await json(z.array(z.looseObject({ id: z.string() })).min(1), 'scout', 'list-trends')
    const content = await json(
      z.looseObject({ id: z.string() }),
      'content',
      'generate',
      trends[0]?.id ?? '',
      '--seconds',
      '20',
    )

    for (const gate of ['STRATEGIST', 'CREATOR', 'ANALYST', 'VIDEO']) {
      await eventually(
        async () => (await contentState(system.admin, content.id)).openGate?.stage === gate,
        `the gate ${gate}`,
        VIDEO_PATIENCE_MS,
      )
      expect(
        await orion(['content', 'approve', content.id, '--gate', gate.toLowerCase(), '--quiet']),
      ).toMatchObject({ code: 0, err: '' })
    }
    const watch = await orion(['pipeline', 'watch', content.id, '--until', 'published'])
    expect([watch.err, watch.code]).toEqual([expect.anything(), 0])
    const video = join(folder, 'video.mp4')
    expect((await orion(['content', 'download', content.id, '--output', video])).code).toBe(0)
    expect((await stat(video)).size).toBeGreaterThan(100_000)
    const view = await orion(['content', 'view', content.id])
    expect(view.out).toMatch(/published/i)
  })

  it('ends with the documented codes', async () => {
    expect((await orion(['content', 'view', '00000000-0000-4000-8000-000000000000'])).code).toBe(5)
    expect((await orion(['content', 'frobnicate'])).code).toBe(2)
    expect((await orion(['content', 'list', '--gateway', 'http://127.0.0.1:1'])).code).toBe(3)
    expect((await orion(['auth', 'logout'])).code).toBe(0)
    expect((await orion(['content', 'list'])).code).toBe(4)
  })
})

describe('the demo with gates that people decide', () => {
  it('waits at each gate, tells of a rejection, goes on with what is made again, and ends with what was cancelled', async () => {
    const said: string[] = []
    onTestFinished(() => {
      vi.restoreAllMocks()
    })
    vi.spyOn(process.stderr, 'write').mockImplementation(text => said.push(String(text)) > 0)
    const sofar = (text: string, times = 1) =>
      eventually(() => said.join('').split(text).length > times, `the demo says "${text}"`, VIDEO_PATIENCE_MS)
    const options = {
      feeds: [],
      niche: null,
      review: 'manual',
      exit: true,
      json: true,
      autoPorts: true,
    } as const
    const job = runMainJob(system.admin, { ...options, feeds: [] }, 'http://dashboard')
    const ended = expect(job).rejects.toThrow('The content failed: Cancelled')
    await sofar('waiting for you: decide the gate at http://dashboard/contents/')
    const id = said.join('').match(/contents\/([\da-f-]{36})/)?.[1] ?? ''
    await decide(id, 'REJECT')
    await sofar('rejected; make it again with your notes')
    await system.admin.run(
      'mutation($input: RegenerateContentInput!) { regenerateContent(input: $input) { content { id } userErrors { message } } }',
      { input: { contentId: id, feedback: 'Make it shorter.' } },
    )
    await sofar('waiting for you', 2)
    await decide(id, 'APPROVE')
    await sofar('waiting for you', 3)
    const { currentRun } = await contentState(system.admin, id)
    await system.admin.run(
      'mutation($input: CancelRunInput!) { cancelRun(input: $input) { userErrors { message } } }',
      { input: { runId: currentRun?.id } },
    )
    await ended
  })

  async function decide(contentId: string, decision: 'APPROVE' | 'REJECT') {
    const { openGate } = await contentState(system.admin, contentId)
    const { decideGate } = await system.admin.run<{ decideGate: { userErrors: unknown[] } }>(
      'mutation($input: DecideGateInput!) { decideGate(input: $input) { userErrors { message } } }',
      { input: { gateId: openGate?.id, decision, feedback: 'Decided by a person.' } },
    )
    expect(decideGate.userErrors).toEqual([])
  }
})
