import { hasForeignLetters } from '../language/letters.ts'
import { countWords } from './script.ts'

/** Sentences longer than this lose their trailing asides, in words. */
const comfortableWords = 28

/**
 * Shapes one written sentence for speech: marks in plain ASCII, asides in brackets gone, amounts and abbreviations
 * written as they are said, a full stop at the end. Numbers and names stay as they are. Returns undefined when the
 * sentence cannot be spoken: it holds an address or letters of another script, is cut off, or its quotation marks do not match.
 */
export function speakable(sentence: string): string | undefined {
  const told = withoutAsides(sentence)
  if (/https?:|www\.|\S+@\S+\.\S+|@\w+|\b\w+\.(com|org|net|io|co\.uk)\b/i.test(told)) return undefined
  if (hasForeignLetters(told) || twoDates.test(told)) return undefined
  if (/(…|\.\.\.)["”]?\s*$|[:,;–—-]\s*$/.test(sentence.trim())) return undefined
  const plain = plainMarks(told)
    .replace(/\be\.g\.,?/gi, 'for example')
    .replace(/\bi\.e\.,?/gi, 'that is')
    .replace(/\ba\.k\.a\.?/gi, 'also known as')
    .replace(/\betc\.(?=\s*$)/i, 'and so on.')
    .replace(/\betc\.?/gi, 'and so on')
    .replace(/\bvs?\.\s/gi, 'versus ')
    .replace(/\s&\s/g, ' and ')
    .replace(/\bw\/ /g, 'with ')
    .replace(/(^|\s)#(?=\p{L})/gu, '$1')
    .replace(/\p{Extended_Pictographic}\ufe0f?/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.;:!?]+)(?=\s|["')]|$)/g, '$1')
    .replace(/([,;:])(?:\s*[,;:])+/g, '$1')
    .replace(/,(?=[.!?])/g, '')
    .replace(/(?<=[^.,!?])"([.,])/g, '$1"')
    .replace(/(?<=\p{Ll} )v\.? (?=\p{Lu})/gu, 'versus ')
    .replace(/^[\s,;:.–-]+/, '')
    .trim()
  if (!/\p{L}/u.test(plain) || !quotesMatch(plain)) return undefined
  return finish(shortened(plain))
}

/** "June 30th July 15th": one of them was struck out, and which one is not to be seen in plain text. */
const twoDates =
  /\b\p{Lu}\p{Ll}{2,8} \d{1,2}(st|nd|rd|th)?(, \d{4})? \p{Lu}\p{Ll}{2,8} \d{1,2}(st|nd|rd|th)?\b/u

/** Brackets and footnote marks with what is in them, from the inside out. */
function withoutAsides(text: string): string {
  let current = text
  for (let previous = ''; previous !== current; ) {
    previous = current
    current = current.replace(/\s*[([][^()[\]]*[)\]]/g, '')
  }
  return current
}

/** Curly to straight marks, single quotation marks to double ones, dashes to commas. */
function plainMarks(text: string): string {
  return text
    .replace(/[“”„«»]/g, '"')
    .replace(
      /(^|[\s"(])[‘'](?=\p{Lu}|\p{Ll}|\d)((?:[^‘’'"]|[’'](?=\p{L}))+)[’'](?=[\s.,;:!?"]|$)/gu,
      '$1"$2"',
    )
    .replace(/[‘’ʼ]/g, "'")
    .replace(/…/g, '...')
    .replace(/\s+(?:–|—|--|-)\s+/g, ', ')
    .replace(/(\p{L})—(?=\p{L})/gu, '$1, ')
    .replace(/[‐‑–—]/g, '-')
}

const magnitudes: Record<string, string> = {
  k: 'thousand',
  m: 'million',
  mn: 'million',
  b: 'billion',
  bn: 'billion',
  tn: 'trillion',
}

/** Amounts as they are said: "£95m" is "£95 million". To be done before sentences are split, at "$50m." too. */
export function sayAmounts(text: string): string {
  return (
    text
      .replace(/%(?=\p{L})/gu, '% ')
      .replace(/([£$€]\d[\d.,]*)\s?(k|mn?|bn?|tn)\b/gi, (_, amount: string, unit: string) =>
        say(amount, unit),
      )
      .replace(/\b(\d[\d.,]*)(bn|tn)\b/gi, (_, amount: string, unit: string) => say(amount, unit))
      // a range with the unit at both of its ends, which a voice would read as one word
      .replace(/(?<=illion|thousand)[-–—](?=[£$€]?\d)/g, ' to ')
      .replace(
        /\b(\d[\d.,]*)(k|m) (?=(years|people|users|views|jobs|homes|children|tonnes|tons|dollars|pounds|euros)\b)/gi,
        (_, amount: string, unit: string) => `${say(amount, unit)} `,
      )
  )
}

function say(amount: string, unit: string): string {
  const [, sign = '', bare = ''] = /^(\D?)(.*)$/.exec(amount) ?? []
  if (/^k$/i.test(unit) && /^\d{1,3}(\.\d)?$/.test(bare))
    return sign + (Number(bare) * 1000).toLocaleString('en-US')
  return `${amount} ${magnitudes[unit.toLowerCase()] ?? unit}`
}

function quotesMatch(text: string): boolean {
  return (text.match(/"/g)?.length ?? 0) % 2 === 0
}

/** Cuts a closing ", which …" or ", whose …" off a sentence that is too long to be said in one breath. */
function shortened(text: string): string {
  if (countWords(text) <= comfortableWords) return text
  const cut = text.replace(
    /^(.{60,}?), (?:which|who|whose|where|while)\b(?![^"]*, (?:\w+(?:ed|s)|will|would|can|could|had)\b(?!'))[^"]*$/,
    '$1',
  )
  return quotesMatch(cut) && !/\b(from|between|not only|either|both)\b[^,]*$/.test(cut) ? cut : text
}

function finish(text: string): string | undefined {
  // "iOS", "eBay" and "mRNA" begin small wherever they stand
  const capital = text.replace(/^["']?\p{Ll}(?!\p{Ll}*\p{Lu})/u, start => start.toUpperCase())
  if (/[.!?]"?$/.test(capital)) return capital.replace(/([.!?])[.!?]+("?)$/, '$1$2')
  if (/[\p{L}\d%)"]$/u.test(capital)) return capital.replace(/("?)$/, '.$1')
  return undefined
}
