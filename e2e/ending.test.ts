import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'orion-ending-'))
  await chmod(home, 0o755)
})
afterAll(() => rm(home, { recursive: true, force: true }))

/** `npm start` with the state in `home`, and what it says. */
function npmStart(options = ['--ports', 'auto']) {
  const npm = spawn('npm', ['start', '--', ...options], { env: { ...process.env, ORION_HOME: home } })
  let said = ''
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', chunk => (said += chunk))
  const ended = once(npm, 'close').then(([code]) => ({ code, said }))
  return {
    ended,
    said: (text: string) => eventually(() => said.includes(text), text, 60_000),
    async end(signal: NodeJS.Signals) {
      npm.kill(signal)
      return ended
    },
  }
}

/** The processes that were started with the state in `home`. */
async function processesOfHome(): Promise<string[]> {
  const ids = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  const read = (id: string, what: string) => readFile(`/proc/${id}/${what}`, 'utf8').catch(() => '')
  const found = await Promise.all(
    ids.map(async id => ((await read(id, 'environ')).includes(home) ? [await read(id, 'cmdline')] : [])),
  )
  return found.flat()
}

describe('npm start told to end', () => {
  it('in the middle of its start leaves nothing running', async () => {
    const orion = npmStart()
    await orion.said('ready after')
    expect(await processesOfHome()).not.toEqual([])
    const { code, said } = await orion.end('SIGTERM')
    expect({ code, said }).toMatchObject({ code: 143, said: expect.stringContaining('Orion stops') })
    expect(await processesOfHome()).toEqual([])
  })

  it('ends the services before Postgres and Redis, and leaves nothing running', async () => {
    const orion = npmStart()
    await orion.said('Ctrl-C stops it')
    // One of the ports that the other would take is taken, as all are by a system on the usual ones.
    const taken = createServer()
    taken.on('error', () => {}).listen(3001, '127.0.0.1')
    const other = await npmStart([]).ended
    taken.close()
    expect(other).toMatchObject({
      code: 1,
      said: expect.stringContaining(`runs already with the state in ${home}`),
    })
    await orion.end('SIGINT')
    expect(await processesOfHome()).toEqual([])
    for (const log of await readdir(join(home, 'logs')))
      expect(await readFile(join(home, 'logs', log), 'utf8'), log).not.toMatch(
        /ECONNREFUSED.*Redis|shutting down/,
      )
  })
})
