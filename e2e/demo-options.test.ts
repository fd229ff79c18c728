import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { afterEach, expect, it, vi } from 'vitest'
import { bestReadable } from '../scripts/demo/find-trend.ts'
import { readOptions } from '../scripts/demo/options.ts'
import { claimHome, homeFolder } from '../scripts/system/home.ts'

afterEach(() => vi.unstubAllEnvs())

it.each([
  [['--feed', '/no/such/feed.xml'], '/no/such/feed.xml": there is no such file'],
  [['--feed', ''], 'there is no such file'],
  [['--feed', tmpdir()], 'this is no file'],
  [['--feed', 'http://[bad'], 'this is no valid http address'],
  [['--feed', 'ftp://example.org/feed'], 'it is not an http address'],
  [['--niche', 'cats'], 'one of general, tech, gaming, finance, health'],
  [['--review', 'maybe'], 'manual or auto'],
  [['--ports', '80'], 'can only be auto'],
  [['--colour'], '--colour'],
])('the demo with %j says what is wrong before it starts anything', (args, message) => {
  expect(() => readOptions(args)).toThrow(message)
})

it.each([
  [['demo', '--review', 'maybe'], 'manual or auto'],
  [['start', '--colour'], "Unknown option '--colour'"],
])('%j can be refused before anything is installed or built', (args, message) => {
  const script = ['--import', 'tsx', 'scripts/check-options.ts', ...args]
  const { status, stderr } = spawnSync(process.execPath, script, { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) })
})

it.each(['/proc/x', '/proc/x/y', '/dev/null/x', `${process.cwd()}/package.json`])(
  'a state that cannot be kept in %s is refused at once',
  async home => {
    await expect(claimHome(home)).rejects.toThrow(`The state cannot be kept in ${home}`)
  },
)

it('an empty ORION_HOME is none', () => {
  vi.stubEnv('ORION_HOME', '')
  expect(homeFolder()).toBe(`${process.cwd()}/.orion`)
})

it('the demo takes feeds by address and path, and niches in any case', () => {
  expect(
    readOptions(['--feed', 'HTTPS://Example.org/rss?of=a,b', '--feed', 'package.json', '--niche', 'Tech']),
  ).toMatchObject({
    feeds: ['https://example.org/rss?of=a,b', `${process.cwd()}/package.json`],
    niche: 'tech',
  })
})

it('the demo takes feeds by a path from where the user stands', () => {
  vi.stubEnv('INIT_CWD', `${process.cwd()}/cli`)
  expect(readOptions(['--feed', 'src/main.ts'])).toMatchObject({
    feeds: [`${process.cwd()}/cli/src/main.ts`],
  })
  expect(readOptions(['--feed', 'README.md'])).toMatchObject({ feeds: [`${process.cwd()}/README.md`] })
})

it('the demo takes the best trend in English, unless a writer of other languages is configured', () => {
  const trends = [
    {
      topic: 'Bahn erhöht Preise um 5 Prozent',
      summary: 'Die Preise werden zum Fahrplanwechsel erhöht, auch für Fahrkarten.',
    },
    { topic: 'Trains get dearer', summary: null },
  ]
  expect(bestReadable(trends)).toBe(trends[1])
  expect(bestReadable(trends.slice(0, 1))).toBe(trends[0])
  vi.stubEnv('DIRECTOR_WRITERS', 'ollama')
  expect(bestReadable(trends)).toBe(trends[0])
})
