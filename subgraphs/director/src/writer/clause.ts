import { literal } from '../language/literal.ts'
import { readTokens, type Token } from '../language/reader.ts'

const relatives = new Set(['that', 'which', 'who', 'whose', 'where', 'whom'])
const orders = /^(be|please|select|enter|run|download|install|add|open|use|go|try|click|set)$/

/**
 * Whether tagged words make a sentence of their own: they have a verb that does not belong to a relative clause,
 * do not begin as an order, and are not only the tail of a quotation ("Smith said, smiling.").
 */
export function isClause(tokens: readonly Token[]): boolean {
  const words = tokens.filter((token, at) => token.isWord && tokens[at - 1]?.text !== '-')
  const [first] = words
  if (!first || orders.test(first.lower)) return false
  if (
    /^(\p{L}+ ){1,3}(said|says|asked|replied|added|adds)( ?[,.]|$)/u.test(
      tokens.map(token => token.text).join(' '),
    )
  ) {
    return false
  }
  let verbGroups = 0
  let insideGroup = false
  for (const [at, token] of words.entries()) {
    const before = words[at - 1]
    const isVerb =
      token.partOfSpeech === 'AUX' ||
      (token.partOfSpeech === 'VERB' && before !== undefined && before.lower !== 'to')
    if (isVerb && !insideGroup) verbGroups++
    const joins = /^wh(ich|om|ose)$/.test(token.lower)
      ? /^(NOUN|PROPN|NUM|PRON|ADP)$/
      : /^(NOUN|PROPN|NUM|PRON)$/
    if (relatives.has(token.lower) && before && joins.test(before.partOfSpeech)) verbGroups--
    insideGroup = isVerb || (insideGroup && /^(ADV|PART)$/.test(token.partOfSpeech))
  }
  return verbGroups > 0
}

const titles = /^(dr|mr|mrs|ms|prof|professor|president|sir|lord|pope|king|queen)\.?$/

/**
 * Whether a sentence is in the language of headlines, which leaves out articles and auxiliaries ("Campaign group
 * launches index", "Man named as suspect"): it begins with a bare singular noun, or its first verb is a participle.
 *
 * @param text the sentence
 * @param elsewhere other text of the same article: a word with a capital inside its sentences is a name
 */
export function isHeadlineLanguage(text: string, elsewhere: string): boolean {
  const tokens = readTokens(text).filter(token => token.isWord)
  const [first] = tokens
  if (!first) return true
  if (/: /.test(text) || /^everything\b|^(how|why|what|when|where)\b/i.test(text)) return true
  const verb = tokens.findIndex(token => token.partOfSpeech === 'VERB' || token.partOfSpeech === 'AUX')
  if (
    /ed$/.test(tokens[verb]?.lower ?? '') &&
    /^(as|by|in|over|after|with|for)$/.test(tokens[verb + 1]?.lower ?? '')
  ) {
    return true
  }
  if (/^(DET|NUM|ADV|PRON|SCONJ)$/.test(first.partOfSpeech)) return false
  if (first.partOfSpeech === 'ADP') return tokens[1]?.partOfSpeech === 'NOUN'
  if (titles.test(first.lower)) return tokens[1]?.partOfSpeech !== 'PROPN'
  if (isName(first.text, elsewhere)) {
    const afterName = tokens.findIndex(token => token.partOfSpeech !== 'PROPN')
    return (
      /^(NOUN|ADJ)$/.test(tokens[afterName]?.partOfSpeech ?? '') ||
      (afterName === 1 && /ian$/.test(first.lower))
    )
  }
  const [small] = readTokens(text.charAt(0).toLowerCase() + text.slice(1))
  return !(small?.partOfSpeech === 'NOUN' && /(s|people|police|men|women|children)$/.test(first.lower))
}

function isName(word: string, elsewhere: string): boolean {
  return new RegExp(`(?<=[\\p{L},] )${literal(word)}\\b`, 'u').test(elsewhere)
}
