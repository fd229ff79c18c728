import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { findNiche, listNiches } from '../../subgraphs/scout/src/trends/niche.ts'
import { parseOptions, systemOptions, wantsFreePorts, wrongUsage } from '../system/command-line.ts'

/** What a user asked of the demo. */
export interface DemoOptions {
  /** Addresses and paths of feeds; empty for the sample feeds. */
  feeds: string[]
  /** Name of a niche that there is. */
  niche: string | null
  review: 'manual' | 'auto'
  /** Stop everything at the end. */
  exit: boolean
  json: boolean
  autoPorts: boolean
}

const command = 'npm run demo'

export const usage = `npm run demo -- [options]

Starts Orion, takes one trend through the whole pipeline to a published video, and stays up until Ctrl-C.

  --feed FILE_OR_URL   read trends from this RSS or Atom feed and from nothing else; repeatable.
                       Without it: the sample feeds that come with Orion, which need no network.
  --niche NAME         keep only trends of this niche (tech, gaming, finance, health); all by default
  --review MODE        manual: you decide the gates in the dashboard or with the CLI (default)
                       auto: the demo decides them for you, through the API, and says so
  --exit               stop everything at the end
  --json               the last line of standard output is one JSON object with the results
  --ports auto         take free ports instead of 8000-8007 and 3001
  --help               this text

ORION_HOME moves the state from .orion; a second start goes on from it.`

/** Reads the command line. @throws OrionError that says which option does not fit. */
export function readOptions(args: string[]): DemoOptions | 'help' {
  const values = parseOptions(command, args, {
    ...systemOptions,
    feed: { type: 'string', multiple: true },
    niche: { type: 'string' },
    review: { type: 'string' },
    exit: { type: 'boolean' },
    json: { type: 'boolean' },
  })
  if (values.help) return 'help'
  const review = values.review ?? 'manual'
  if (review !== 'manual' && review !== 'auto')
    throw wrong(`--review is "${review}"; it must be manual or auto.`)
  return {
    feeds: (values.feed ?? []).map(checkFeed),
    niche: values.niche === undefined ? null : checkNiche(values.niche),
    review,
    exit: values.exit ?? false,
    json: values.json ?? false,
    autoPorts: wantsFreePorts(command, values.ports),
  }
}

/** Whether a feed is read from the web. */
export function isWebAddress(feed: string): boolean {
  return /^https?:/i.test(feed)
}

function checkFeed(feed: string): string {
  if (isWebAddress(feed)) {
    if (!URL.canParse(feed)) throw wrong(`--feed ${feed}: this is no valid http address.`)
    return new URL(feed).href
  }
  // npm runs its commands in this repository, wherever the user stands and means the path from.
  const paths = feed === '' ? [] : [resolve(process.env.INIT_CWD ?? '', feed), resolve(feed)]
  const path = paths.find(candidate => statSync(candidate, { throwIfNoEntry: false }))
  if (path === undefined)
    throw wrong(`--feed "${feed}": there is no such file, and it is not an http address.`)
  if (!statSync(path).isFile())
    throw wrong(`--feed ${feed}: this is no file. Name one feed file; --feed is repeatable.`)
  return path
}

function checkNiche(name: string): string {
  const niche = findNiche(name)
  if (niche) return niche.name
  const known = listNiches().map(({ name }) => name)
  throw wrong(`--niche is "${name}"; it must be one of ${known.join(', ')}.`)
}

const wrong = (message: string) => wrongUsage(command, message)
