import { literal } from '../language/literal.ts'
import { nounPhrases } from '../language/noun-phrases.ts'
import { readTokens } from '../language/reader.ts'

/**
 * The name in a headline that the article is most about, as it is said inside a sentence: "Facebook", "the NBA".
 * Undefined when no name of the headline is used inside a sentence of the text, for then nobody knows whether it
 * takes an article.
 */
export function keyPhrase(headline: string, text: string): string | undefined {
  let best: { phrase: string; uses: number } | undefined
  for (const phrase of nounPhrases(readTokens(headline))) {
    if (!phrase.isName || phrase.words > 4 || phrase.text.length < 3 || /["\d']/.test(phrase.text)) continue
    if (headline.includes(`${phrase.text}-`) || headline.includes(`-${phrase.text}`)) continue
    const escaped = literal(phrase.text)
    const bare =
      text.match(new RegExp(`(?<!\\b[Tt]he|[.!?]|^) ${escaped}(?!['’\\p{L}\\d-]| \\p{Lu})`, 'gmu'))?.length ??
      0
    const definite =
      text.match(new RegExp(`\\b[Tt]he ${escaped}(?!['’\\p{L}\\d-]| \\p{Lu})`, 'gu'))?.length ?? 0
    if (bare + definite > (best?.uses ?? 0)) {
      best = { phrase: definite > bare ? `the ${phrase.text}` : phrase.text, uses: bare + definite }
    }
  }
  return best?.phrase
}

/** A small stable number for a text, to choose one of several wordings: the same text always gets the same one. */
export function pick<T>(choices: readonly [T, ...T[]], text: string): T {
  let sum = 0
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return choices[sum % choices.length] ?? choices[0]
}
