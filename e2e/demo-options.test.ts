import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { readOptions } from '../scripts/demo/options.ts'

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

it('the demo takes feeds by address and path, and niches in any case', () => {
  expect(
    readOptions(['--feed', 'HTTPS://Example.org/rss?of=a,b', '--feed', 'package.json', '--niche', 'Tech']),
  ).toMatchObject({
    feeds: ['https://example.org/rss?of=a,b', `${process.cwd()}/package.json`],
    niche: 'tech',
  })
})
