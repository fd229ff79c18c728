import { Parser } from 'htmlparser2'
import { withoutLatin1Controls } from './windows-1252.ts'

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

/** What nobody writes into prose: references and tags that were escaped once more than they are read. */
const OVER_ESCAPED =
  /&(?:#\d{2,6}|#x[\da-f]{2,5}|amp|quot|apos|lt|gt|nbsp|[lr][sd]quo|hellip|[mn]dash);|<\/(?:p|a|b|i|em|strong|span|div|li|ul)>|<br ?\/?>/i
const MOST_ESCAPES = 3

/**
 * Reads the text out of a piece of HTML, well-formed or not, also when it was escaped several times. Plain text comes
 * out as it is.
 */
export function readHtml(html: string, maxCharacters = 20_000): ReadHtml {
  let read = readOnce(html)
  for (let times = 1; times < MOST_ESCAPES && OVER_ESCAPED.test(read.text); times++) {
    const { text, firstImage } = readOnce(read.text)
    read = { text, firstImage: read.firstImage ?? firstImage }
  }
  return { ...read, text: shorten(tidy(read.text), maxCharacters) }
}

function readOnce(html: string): ReadHtml {
  let text = ''
  let firstImage: string | null = null
  let hiddenIn: string | null = null
  let link: 'begins' | 'ends' | null = null
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (hiddenIn) return
        link = name === 'a' ? 'begins' : null
        if (INVISIBLE.has(name)) hiddenIn = name
        else if (name === 'img') firstImage ??= attributes.src ?? null
        else if (name === 'br') text += '\n'
        else if (!INLINE.has(name)) text += '\n\n'
      },
      ontext(part) {
        if (hiddenIn) return
        text += link && runsTogether(text, part, link) ? ` ${part}` : part
        link = null
      },
      onclosetag(name) {
        link = name === 'a' ? 'ends' : null
        if (hiddenIn === name) hiddenIn = null
        else if (!hiddenIn && name !== 'br' && !INLINE.has(name)) text += '\n\n'
      },
    },
    { decodeEntities: true },
  )
  parser.end(html.slice(0, MAX_HTML_CHARACTERS))
  return { text, firstImage }
}

/** Editors lose the blank beside a link; but what follows may be the ending of a word ("<a>bug</a>s"). */
function runsTogether(before: string, after: string, link: 'begins' | 'ends'): boolean {
  const isWord = link === 'begins' ? /^[\p{L}\d]{2}/u : /^(?!(?:ings?|able|ness|less)\b)[\p{L}\d]{4}/u
  return /^[\p{L}\d]{3}$/u.test(before.slice(-3)) && isWord.test(after)
}

/** One line of plain text out of a title that may hold markup or entities. */
export function readTitle(title: string, maxCharacters = 300): string {
  const text = /[&<]/.test(title) ? readHtml(title).text : withPlainLetters(withoutLatin1Controls(title))
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

/** Bold and wide letters that are signs of their own, "𝗕𝗿𝗲𝗮𝗸𝗶𝗻𝗴", as the letters they show: nobody can search or say them. */
function withPlainLetters(text: string): string {
  return text.replace(/[\u{1d400}-\u{1d7ff}\uff01-\uff5e]+/gu, letters => letters.normalize('NFKC'))
}

/** Whose a headline in a list of links is, as Google News sets it behind each. */
const SOURCE_OF_LINK = /(?<=[^\s.!?:])\u00a0\u00a0(?!\s)[^\n.!?\u00a0]{2,50}(?=\n|$)/g

function tidy(text: string): string {
  return withPlainLetters(withoutLatin1Controls(text))
    .replace(SOURCE_OF_LINK, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
