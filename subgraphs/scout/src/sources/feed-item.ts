import { createHash } from 'node:crypto'
import type FeedParser from 'feedparser'
import { z } from 'zod'
import { elementTexts } from './element-texts.ts'
import { readHtml, readTitle, shorten } from './plain-text.ts'
import type { TrendCandidate } from './trend-source.ts'

const text = z.string().nullish().catch(null)
const date = z.date().nullish().catch(null)

/** What the parser gives of an item in practice: any field can be missing or of another type. */
const itemShape = z.object({
  title: text,
  description: text,
  summary: text,
  link: text,
  origlink: text,
  guid: text,
  author: text,
  comments: text,
  source: z.object({ title: text }).catch({ title: null }),
  pubdate: date,
  date,
  image: z.object({ url: text }).catch({ url: null }),
  categories: z.array(z.string().catch('')).catch([]),
  enclosures: z.array(z.object({ url: text, type: text })).catch([]),
})

const READ_MORE = /\n*(continue reading|read more|read the (full|whole) (story|article|post)|more)[\s.…»→]*$/i
/** Buttons and counting pixels that feed services add to every item. */
const NOT_A_PICTURE = /feedburner\.com\/|\/pixel|doubleclick|\.gif(\?|$)/i

/** An address is no headline, and neither are signs. */
const TELLING = /^(?!https?:\S+$).*[\p{L}\p{N}]/su

/** Turns an item of a feed into a candidate; null when neither its title nor any text of it tells anything. */
export function candidateFromItem(
  parsed: FeedParser.Item,
  rank: number,
  feedTitle: string | null,
): TrendCandidate | null {
  const item = itemShape.parse(parsed)
  const description = readHtml(item.description ?? '')
  const summary = readHtml(item.summary ?? '')
  // How YouTube and others tell what a film is about.
  const [film = ''] = elementTexts(parsed, 'media:description')
  const fullText = withoutReadMore(longer(longer(description.text, summary.text), readHtml(film).text))
  const topic = [
    releaseTitle(readTitle(item.title ?? ''), feedTitle, item.link),
    shorten(fullText.split('\n')[0] ?? '', 100),
  ].find(title => TELLING.test(title))
  if (topic === undefined) return null
  const url = webAddress(item.origlink) ?? webAddress(item.link)
  return {
    externalId: item.guid || url || createHash('sha256').update(topic).digest('hex').slice(0, 32),
    topic,
    url,
    summary: shorten(withoutReadMore(summary.text || fullText).replace(/\s+/g, ' '), 600),
    text: fullText,
    author: readTitle(item.author ?? '', 200) || null,
    // What gathers items of others tells whose each is.
    publication: readTitle(item.source.title || feedTitle || '', 200) || null,
    publishedAt: validDate(item.pubdate) ?? validDate(item.date),
    imageUrl: pictureOf(item, description.firstImage ?? summary.firstImage, url),
    categories: tidyCategories(withWholeSubjects(item.categories, elementTexts(parsed, 'dc:subject'))),
    rank,
    raw: { guid: item.guid ?? null, comments: webAddress(item.comments) },
  }
}

const VERSION = /^(?:release )?v?(\d+(?:\.\d+)+[\w.-]*?)(?: \(.*\)|: (?:release )?v?\1)?$/i

/** A version alone, as the title of a release often is, would be the same topic for every project that has it. */
function releaseTitle(title: string, feedTitle: string | null, link: string | null | undefined): string {
  const version = VERSION.exec(title)?.[1]
  const project =
    /^(?:release notes|tags) from (.+)$/i.exec(feedTitle ?? '')?.[1] ??
    /^https:\/\/[\w.-]+\/[^/]+\/([^/]+)\/(?:-\/)?(?:releases|tags)\//.exec(link ?? '')?.[1]
  return version && project ? `${project} ${version}` : title
}

/** The address if it is one of the web, with the base applied to relative ones. */
export function webAddress(address: string | null | undefined, base?: string | null): string | null {
  if (!address) return null
  try {
    const url = new URL(address, base ?? undefined)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
  } catch {
    return null
  }
}

function pictureOf(
  item: z.infer<typeof itemShape>,
  inText: string | null,
  base: string | null,
): string | null {
  const enclosed = item.enclosures.filter(({ type }) => type?.startsWith('image')).map(({ url }) => url)
  for (const address of [item.image.url, ...enclosed, inText]) {
    const url = webAddress(address, base)
    if (url && !NOT_A_PICTURE.test(url)) return url
  }
  return null
}

/** The parser takes subjects apart at blanks ("Cell Biology"); they are listed with commas. */
function withWholeSubjects(categories: string[], subjects: string[]): string[] {
  const torn = new Set(subjects.flatMap(subject => subject.split(' ').map(word => word.trim())))
  return [
    ...categories.filter(category => !torn.has(category)),
    ...subjects.flatMap(subject => subject.split(/[,;]/)),
  ]
}

function tidyCategories(categories: string[]): string[] {
  const tidy = categories.map(category => readTitle(category, 80).replace(/^[\s,;]+|[\s,;]+$/g, ''))
  return [...new Set(tidy.filter(category => category !== ''))].slice(0, 20)
}

function longer(a: string, b: string): string {
  return b.length > a.length ? b : a
}

function withoutReadMore(plain: string): string {
  return plain.replace(READ_MORE, '').trimEnd()
}

function validDate(value: Date | null | undefined): Date | null {
  return value && !Number.isNaN(value.getTime()) ? value : null
}
