import { literal } from '../language/literal.ts'

/** Short forms that stay in capitals whether or not a text has them. */
const shortForms =
  /^(?:US|USA|UK|EU|UN|UAE|NASA|NATO|AI|NHS|BBC|CNN|FBI|CIA|TV|CEO|GOP|NFL|NBA|NHL|MLB|FIFA|UEFA|COVID|DNA|HIV|GDP|IMF|FTC|FDA|SEC|WHO|PC|PCS|AMD|IBM|IOS|GPU|CPU|API|SUV)$/

const calendar =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|april|june|july|august|september|october|november|december)$/

/**
 * A headline that is all in capitals as it would be written otherwise: only its beginning, its names and its short forms keep
 * theirs. Which words are names is seen from the text. Other headlines come back as they were.
 */
export function withoutShouting(headline: string, text: string): string {
  const words = headline.match(/\p{Lu}{2,}/gu) ?? []
  if (words.length < 3 || /\p{Ll}/u.test(headline)) return headline
  const calm = headline.replace(/[\p{Lu}][\p{Lu}\d'’]*/gu, word => asWritten(word, text))
  return calm.replace(/^["'“‘]?\p{Ll}/u, start => start.toUpperCase())
}

/** A text that is all in capitals, sentence by sentence as it would be written otherwise. */
export function calmed(text: string): string {
  if (/\p{Ll}/u.test(text)) return text
  return text
    .split(/(?<=[.!?\n])(?=\s)/u)
    .map(sentence =>
      sentence.replace(
        /^(\s*)(.*)$/su,
        (_, space: string, said: string) => space + withoutShouting(said, ''),
      ),
    )
    .join('')
}

function asWritten(word: string, text: string): string {
  const lower = word.toLowerCase()
  if (lower === 'i' || /^i['’]/.test(lower)) return word.charAt(0) + lower.slice(1)
  if (shortForms.test(word) || /\d/.test(word) || (word.length > 1 && !/[AEIOUY]/.test(word))) return word
  if (calendar.test(lower)) return word.charAt(0) + lower.slice(1)
  const inside = text.match(new RegExp(`(?<=[\\p{L},] )${literal(word)}(?![\\p{L}\\d])`, 'iu'))?.[0]
  return inside ?? lower
}
