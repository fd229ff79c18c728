import { Parser } from 'htmlparser2'

export interface ReadHtml {
  /** Paragraphs separated by blank lines, entities decoded, white space collapsed. */
  text: string
  /** Address of the first picture, as written. */
  firstImage: string | null
}

/** HTML beyond this is not read. */
const MAX_HTML_CHARACTERS = 200_000
/** Not seen, or not fit to be told: listings of code are no prose. */
const INVISIBLE = new Set([
  'pre',
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'svg',
  'head',
  'figcaption',
])
const INLINE = new Set(
  'a abbr b bdi bdo big cite code data del dfn em font i img ins kbd mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)

/** Reads the text out of a piece of HTML, well-formed or not. Plain text comes out as it is. */
export function readHtml(html: string, maxCharacters = 20_000): ReadHtml {
  let text = ''
  let firstImage: string | null = null
  let hiddenIn: string | null = null
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (hiddenIn) return
        if (INVISIBLE.has(name)) hiddenIn = name
        else if (name === 'img') firstImage ??= attributes.src ?? null
        else if (name === 'br') text += '\n'
        else if (!INLINE.has(name)) text += '\n\n'
      },
      ontext(part) {
        if (!hiddenIn) text += part
      },
      onclosetag(name) {
        if (hiddenIn === name) hiddenIn = null
        else if (!hiddenIn && name !== 'br' && !INLINE.has(name)) text += '\n\n'
      },
    },
    { decodeEntities: true },
  )
  parser.end(html.slice(0, MAX_HTML_CHARACTERS))
  return { text: shorten(tidy(text), maxCharacters), firstImage }
}

/** One line of plain text out of a title that may hold markup or entities. */
export function readTitle(title: string, maxCharacters = 300): string {
  const text = /[&<]/.test(title) ? readHtml(title).text : title
  return shorten(text.replace(/\s+/g, ' ').trim(), maxCharacters)
}

/** Cuts a text at the end of a sentence, or else of a word, when it is too long. */
export function shorten(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text
  const head = text.slice(0, maxCharacters)
  const sentenceEnd = Math.max(head.lastIndexOf('. '), head.lastIndexOf('! '), head.lastIndexOf('? '))
  if (sentenceEnd > maxCharacters / 2) return head.slice(0, sentenceEnd + 1)
  const wordEnd = head.lastIndexOf(' ')
  return `${head.slice(0, wordEnd > maxCharacters / 2 ? wordEnd : maxCharacters - 1).trimEnd()}…`
}

function tidy(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
