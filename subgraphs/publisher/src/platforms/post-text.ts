import type { PostLimits } from './post-limits.ts'

export interface PostWords {
  title: string
  description: string
  /** With or without their `#`. */
  hashtags: readonly string[]
}

/** Hashtags that get their room before the end of the text does. */
const SURE_HASHTAGS = 3
const PARAGRAPH = '\n\n'

/**
 * The text of a post within a platform's limits: the title where the platform has no field for it, the description, and on a
 * line of their own the hashtags. What is too long ends at a word; the first hashtags keep their room unless that is over a
 * quarter of all.
 */
export function composePostText({ title, description, hashtags }: PostWords, limits: PostLimits): string {
  const { textLength, titleLength } = limits
  const tags = tidyHashtags(hashtags).slice(0, limits.hashtags)
  const sure = PARAGRAPH.length + tags.slice(0, SURE_HASHTAGS).join(' ').length
  const kept = tags.length > 0 && sure <= textLength / 4 ? sure : 0
  const paragraphs = [titleLength === null ? title : '', description].map(text => text.trim()).filter(Boolean)
  const body = cutAtWord(paragraphs.join(PARAGRAPH), textLength - kept)
  let line = ''
  for (const tag of tags) {
    const next = line ? `${line} ${tag}` : tag
    if ((body ? body.length + PARAGRAPH.length : 0) + next.length > textLength) break
    line = next
  }
  return [body, line].filter(Boolean).join(PARAGRAPH)
}

/** The title of a post; empty where the platform has no field for it. */
export function composePostTitle(title: string, { titleLength }: PostLimits): string {
  return titleLength === null ? '' : cutAtWord(title, titleLength)
}

/** Hashtags as platforms read them: a `#`, letters and digits without blanks, at least one letter, each once in any case. */
export function tidyHashtags(hashtags: readonly string[]): string[] {
  const known = new Set<string>()
  const tidy: string[] = []
  for (const hashtag of hashtags) {
    const words = hashtag.match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []
    const joined = words.length > 1 ? words.map(capitalize).join('') : (words[0] ?? '')
    const key = joined.toLowerCase()
    if (!/\p{L}/u.test(joined) || known.has(key)) continue
    known.add(key)
    tidy.push(`#${joined}`)
  }
  return tidy
}

const capitalize = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

const wordsOf = new Intl.Segmenter('und', { granularity: 'word' })
const charactersOf = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** The text, or as many of its words as fit with an ellipsis; never half a character, whatever it is made of. */
export function cutAtWord(text: string, length: number): string {
  const trimmed = text.trim()
  if (trimmed.length <= length) return trimmed
  if (length < 1) return ''
  const room = length - 1
  const words = longest(wordsOf.segment(trimmed), room).replace(/[\s,;:.!?–—-]+$/u, '')
  const kept = words || longest(charactersOf.segment(trimmed), room)
  return `${kept}…`
}

function longest(segments: Intl.Segments, length: number): string {
  let text = ''
  for (const { segment } of segments) {
    if (text.length + segment.length > length) break
    text += segment
  }
  return text
}
