import type { Article } from './article.ts'
import type { Candidate } from './candidates.ts'
import { unnamedSource } from './source-name.ts'

/**
 * Turns chosen sentences of the source into what our narrator may say. What the source's author says of themselves
 * is quoted with its source, headline language likewise; everything else is said as it is.
 */
export function framed(chosen: readonly Candidate[], article: Article, source: string): string[] {
  const speaker = personOf(article, source) ?? source
  const spoken: string[] = []
  const openings = [`In the words of ${speaker}`, 'And further on']
  const summings: string[] = []
  for (const candidate of chosen) {
    const words = candidate.text.replace(/"/g, "'")
    if (candidate.voice === 'headline') summings.push(words)
    else if (candidate.voice === 'author') spoken.push(`${openings.shift() ?? 'And then'}: "${words}"`)
    else spoken.push(candidate.text)
  }
  if (summings.length > 0) spoken.push(`${capital(source)} sums it up: "${summings.join(' ')}"`)
  return spoken
}

/**
 * Sentences that are true of every item, for sources that say too little themselves: where and when it appeared,
 * who wrote it, what it is filed under, and that there is no more than a headline. Nothing about the matter is made
 * up. All together they fill any video.
 *
 * @param tellsMore whether more than the headline is told
 */
export function itemSentences(article: Article, source: string, tellsMore: boolean): string[] {
  const date = article.publishedAt && saidDate(article.publishedAt)
  const author = personOf(article, source)
  const categories = (article.categories ?? [])
    .map(category => category.replace(/,$/, '').trim())
    .filter(isSpokenCategory)
    .slice(0, 3)
  const isNamed = source !== unnamedSource
  const sentences = [
    (isNamed || date) &&
      `${capital(source)} published this ${date ? `on ${date}` : 'story'}${author ? `, and ${author} wrote it` : ''}.`,
    categories.length > 0 && `It is filed under ${listed(categories)}.`,
    !tellsMore && 'So far we have the headline and nothing more, so we are not going to guess at the rest.',
    isNamed
      ? `The full story is on ${placeOf(source, article.url)}, if you want every detail.`
      : 'Where the full story stands, the feed that we have it from does not say.',
    'That is all that the feed tells of it so far.',
    'If you know more about it than we do, write it in the comments.',
  ]
  return sentences.filter(sentence => typeof sentence === 'string')
}

/** Whether a sentence is one of {@link itemSentences}: it tells of the item, not of its matter. */
export function isItemSentence(sentence: string): boolean {
  return / published this (on|story)|^It is filed under|^So far we have the headline|^(The|Where the) full story (is on|stands)\b|^That is all that the feed|^If you know more about it than/.test(
    sentence,
  )
}

/** Who wrote it, when that is somebody else than the source itself. */
function personOf({ author }: Article, source: string): string | undefined {
  const name = authorName(author)
  const bare = (text: string) => text.toLowerCase().replace(/^the /, '')
  return name !== undefined && bare(name) === bare(source) ? undefined : name
}

/** A person's name out of a by-line, without place or office; undefined for agencies, teams and several people. */
export function authorName(author: string | undefined): string | undefined {
  const name = author?.replace(/\s+(in|at|for|and agencies)\s.*$/, '').trim() ?? ''
  if (!/^\p{Lu}[\p{L}'’-]+( \p{Lu}\.)?( (de|van|von|der|la|al|bin))?( \p{Lu}[\p{L}'’-]+){1,2}$/u.test(name))
    return undefined
  return /\b(press|staff|agency|agencies|team|editors?|desk|reuters|bloggers?|correspondent|advisor|guardian|sport|news|service|post|times|admin|media|studios?|productions?|network|podcasts?|radio|inc|llc|ltd|labs?|group|company|university|institute|official|channel|tv)\b/i.test(
    name,
  )
    ? undefined
    : name
}

function saidDate(date: Date): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(date)
}

/** Where the whole of an item is to be found. */
function placeOf(source: string, url: string): string {
  if (/^https?:\/\/((www|m)\.)?(youtube\.com|youtu\.be)\//i.test(url)) return 'YouTube'
  return source.startsWith('the site ') || /^(Reddit|X|Hacker News|arXiv)$/.test(source)
    ? source
    : `the website of ${source}`
}

/** What a page is filed under when nobody chose anything. */
const noCategory = /^(uncategori[sz]ed|general|misc(ellaneous)?|other|all|blog|posts?|featured|home|links)$/i

function isSpokenCategory(category: string): boolean {
  return !noCategory.test(category) && /^[\p{L}\d][\p{L}\d '&-]{1,40}$/u.test(category)
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat('en-US', { type: 'conjunction' }).format(words)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
