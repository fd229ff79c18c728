import { Readable, type TransformCallback } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import FeedParser from 'feedparser'
import { CpuBudget } from './cpu-budget.ts'
import { SourceError } from './source-error.ts'

export interface ParseFeedOptions {
  /** What to call the feed in errors. */
  name: string
  /** Base of relative links. */
  url?: string
  /** Reading stops after so many items. Default 200. */
  maxItems?: number
  /** Processor time for the whole document. Default 2,000. */
  cpuBudgetMs?: number
  signal?: AbortSignal
}

export interface ParsedFeed {
  title: string | null
  /** As the parser gives them, in the order of the document. */
  items: FeedParser.Item[]
  /** False when the document ends before its root element does. */
  complete: boolean
}

const CHUNK_BYTES = 64 * 1024
const ROOT_ENDS = /<\/(?:[\w-]+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--[\s\S]*-->\s*)?$/i

/** Does its work under the budget. Entities other than XML's own five and numbers stay as they are written. */
class BudgetedFeedParser extends FeedParser {
  readonly #budget: CpuBudget

  constructor(options: FeedParser.Options, budget: CpuBudget) {
    super(options)
    this.#budget = budget
  }

  override _transform(chunk: Buffer, encoding: BufferEncoding, done: TransformCallback): void {
    this.#settle(done, settle => super._transform(chunk, encoding, settle))
  }

  override _flush(done: TransformCallback): void {
    this.#settle(done, settle => super._flush(settle))
  }

  #settle(done: TransformCallback, work: (settle: TransformCallback) => void): void {
    let outcome: Error | null | undefined
    try {
      this.#budget.run(() =>
        work(error => {
          outcome = error
        }),
      )
    } catch (error) {
      outcome = error instanceof Error ? error : new Error(String(error))
    }
    done(outcome)
  }
}

/**
 * Parses RSS 0.9x to 2.0, RDF and Atom, also when ill-formed or broken off: what is complete is given. Nothing
 * that the document refers to is ever read, from files or from the network. Throws `SourceError` NOT_A_FEED or
 * TOO_COMPLEX. Other work gets its turn every 64 kB.
 */
export async function parseFeed(text: string, options: ParseFeedOptions): Promise<ParsedFeed> {
  const { name, url, maxItems = 200, cpuBudgetMs = 2000, signal } = options
  const what = `the feed "${name}"`
  const parser = new BudgetedFeedParser({ feedurl: url }, new CpuBudget(what, cpuBudgetMs))
  // Errors after reading has stopped are of no interest, but unheard they would end the process.
  parser.on('error', () => {})
  const items: FeedParser.Item[] = []
  const source = Readable.from(chunksOf(text), { objectMode: false })
  try {
    source.pipe(parser)
    for await (const item of parser) {
      signal?.throwIfAborted()
      items.push(item)
      if (items.length === maxItems) break
    }
  } catch (error) {
    if (signal?.aborted)
      throw new SourceError('CANCELLED', `Reading ${what} was cancelled.`, { cause: error })
    if (error instanceof SourceError) throw error
    if (items.length === 0) throw notAFeed(what, text, error)
  } finally {
    source.destroy()
    parser.destroy()
  }
  const complete = items.length === maxItems || ROOT_ENDS.test(text.slice(-2000))
  return { title: parser.meta?.title ?? null, items, complete }
}

async function* chunksOf(text: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    yield bytes.subarray(start, start + CHUNK_BYTES)
    await nextTurn()
  }
}

function notAFeed(what: string, text: string, cause: unknown): SourceError {
  const start = text.trimStart().slice(0, 60).replace(/\s+/g, ' ')
  const message =
    start === '' ? `${what} is empty.` : `${what} is neither RSS nor Atom. It starts with: ${start}`
  return new SourceError('NOT_A_FEED', message, { cause })
}
