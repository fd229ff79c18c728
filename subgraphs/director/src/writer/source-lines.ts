import type { Article } from './article.ts'
import { isFurnitureLine } from './boilerplate.ts'
import { sayAmounts } from './speakable.ts'

export type LineKind = 'prose' | 'bullet' | 'standfirst'

export interface SourceLine {
  text: string
  /**
   * - `prose`: running text, sentences with full stops.
   * - `bullet`: an entry of a list.
   * - `standfirst`: one line of headline language without a full stop that sums the article up.
   */
  kind: LineKind
}

/** A source is read up to this length; what follows is never the point of an article. In characters. */
const longestSource = 24_000

/** What is so long without a blank is an address or noise, and takes a tagger seconds; `//` marks its sentence as code. */
const unspeakable = /\S{80,}/g

/**
 * The lines of an article that belong to its text, in order: summary first when the text does not repeat it.
 * Hard-wrapped lines are put together again, bullets keep their rank, page furniture is left out, and so are lines
 * without a full stop once the text has begun: those are headings and links to other articles.
 */
export function sourceLines(article: Article): SourceLine[] {
  const seen = new Set<string>()
  const lines: SourceLine[] = []
  const source = wholeText(article).slice(0, longestSource).replace(unspeakable, '//')
  for (const raw of unwrap(source)) {
    const isBullet = /^([*•·▪‣◦]|[-–—](?= )|\d{1,2}[.)](?= ))\s*/.test(raw)
    const text = sayAmounts(raw)
      .replace(/^([*•·▪‣◦]|[-–—](?= )|\d{1,2}[.)](?= ))\s*/, '')
      .replace(/^\d{1,3}(\+\d)? ?min(ute)?s?: /i, '')
      .replace(/^(note|update|editor['’]s note|correction|tl;dr)\s*:\s*/i, '')
      .replace(dateline, '')
      .replace(wire, '')
      .replace(/^[QA]: /, '')
      .replace(/^arXiv:\S+ Announce Type: [\w-]+ Abstract: /, '')
      .replace(/^\(?\d{1,2}\/\d{1,2}\)? (?=\p{Lu})/u, '')
      // not of a fix: "fix: crash at the start" would tell the crash as what is new
      .replace(/^(?:feat|perf|docs|chore|build|ci|test|refactor|style)(?:\([\w./-]+\))?!?: (?=\S)/, '')
      .replace(/\s+by @[\w[\]-]+(?: in (?:#\d+|https?:\S+))?$/, '')
      .trim()
    const key = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
    if (key === '' || seen.has(key) || isFurnitureLine(raw) || isFurnitureLine(text)) continue
    if (sameAs(key, article.topic)) continue
    seen.add(key)
    const kind = kindOf(text, isBullet)
    if (kind === 'standfirst' && lines.some(line => line.kind !== 'standfirst')) continue
    lines.push({ text: kind === 'standfirst' ? text : withoutLabel(text), kind })
  }
  return lines
}

/**
 * A summary that is only the beginning of the text is left out: its paragraphs are on one line, so its sentences can
 * no longer be told apart.
 */
function wholeText({ summary, text }: Article): string {
  const squashed = (words: string) => words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
  const repeats = squashed(text).includes(squashed(summary).slice(0, 60))
  return repeats ? text : `${summary}\n\n${text}`
}

function kindOf(text: string, isBullet: boolean): LineKind {
  if (/[.!?…]["”'’)\]]*$/.test(text) || /[.!?]["”]? \p{Lu}/u.test(text)) return isBullet ? 'bullet' : 'prose'
  return 'standfirst'
}

/** "SAN FRANCISCO — ", "London, Nov 25 (Reuters) - ": where and by whom a report was written. */
const dateline =
  /^(?:.{2,40} \((?:Reuters|AP|AFP|PA|Bloomberg)\)|\p{Lu}{3,}(?:[ ,.]+(?:\p{Lu}[\p{L}.]+|\d{1,2}))*) ?[-–—] ?(?=\p{Lu})/u

/** "AUSTIN, Texas, Nov. 25, 2026 /PRNewswire/ -- " */
const wire = /^.{0,80}[/(](?:PR ?Newswire|Business ?Wire|Globe ?Newswire)[^/)]{0,40}[/)] ?(?:--|[-–—])+ ?/i

const dateLabel =
  /^((?:Jan(?:uary)?|Feb(?:ruary)?|March|April|May|June?|July?|Aug(?:ust)?|Sept(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?) \d{1,2}(?:st|nd|rd|th)?(?:-\d{1,2}(?:st|nd|rd|th)?)?(?:, \d{4})?) ?[-–—:] ?(\p{L})/u

/** An entry's label is left out ("Speed: It is faster."), and a date in front of it becomes part of its sentence. */
function withoutLabel(text: string): string {
  return text
    .replace(dateLabel, (_, date: string, next: string) => `On ${date}, ${next.toLowerCase()}`)
    .replace(/^An? (?:\w+ )?reader (?:quotes|shares|writes|submits)[^:]{0,60}: (?=["“\p{Lu}])/u, '')
    .replace(/^[^.:!?"“,]{2,70}: (?=\p{Lu})/u, '')
}

function sameAs(key: string, topic: string): boolean {
  return (
    key ===
    topic
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  )
}

/** Joins lines that were broken in mid-sentence: no end mark before the break, a small letter after it. */
function unwrap(text: string): string[] {
  const lines: string[] = []
  let mayContinue = false
  for (const raw of text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u2000-\u200a\u202f]/g, ' ')
    .split('\n')) {
    const line = raw
      .replace(/[\u200b-\u200d\ufeff]/g, '')
      .replace(/\s+/g, ' ')
      .trim()
    if (line === '') {
      mayContinue = false
      continue
    }
    const previous = lines.at(-1)
    if (mayContinue && previous !== undefined && !/[.!?:]["”]?$/.test(previous) && /^[\p{Ll}(]/u.test(line)) {
      lines[lines.length - 1] = `${previous} ${line}`
    } else lines.push(line)
    mayContinue = true
  }
  return lines
}
