import type { Token } from '../language/reader.ts'

/** Openers that only tie a sentence to the one before: it says the same without them. */
const looseConnectives = [
  /^(and|but|or|nor)\s+(?!so\b)/i,
  /^(so|yet|plus|still|then|now|well|ok|okay)(,\s+|\s+(?=(if|when|while|the|a|an|there|people|many|most|in|for|after|as|\p{Lu})\b))/iu,
  /^(however|also|moreover|furthermore|additionally|in addition|indeed|in fact|of course|meanwhile|as always|in short|finally|lastly|first|firstly|second|secondly|third|thirdly|again|overall|anyway|clearly|in particular|in general|basically|ultimately|unfortunately|fortunately|luckily|sadly|interestingly|more recently|in other words|as you can see|as mentioned|to be clear|in this case|historically|behind the scenes|specifically|notably|come on|as a reminder|thankfully|obviously|remember|to start|note that)(,\s+|\s+(?=(the|a|an|\p{Lu})\b))/iu,
]

/** Openers that mean nothing without the sentence before. */
const bindingConnective =
  /^(instead|otherwise|rather|therefore|thus|hence|consequently|for example|for instance|similarly|likewise|on the other hand|on the contrary|in contrast|by contrast|conversely|nevertheless|nonetheless|as a result|as such|that said|despite (this|that)|given this|in that|with (this|that|these|those)|to (do|achieve|address|solve|fix) (this|that|so|these)|even so|worse|better still|by doing|at (this|that) point|in both|in each|in all|in such|from (there|that|this|these)|after (that|this)|because of (this|that)|while (this|that|these)|if (so|not|this|that)|when (this|that|these)|since then|for this|of these|of those|some (of|focused)|others?|another|both|neither|either|the (two|latter|former|same|other|others|answer|reason|result|first|second|third|next|rest)|such|so|all (this|that|these)|like (this|that|these|those)|(more than )?(a|an|one|two|three|four|five|\d+|some|several|few|many)( \w+)? (years?|months?|days?|weeks?|hours?|centur(y|ies)|decades?|minutes?) later)\b/i

/** An answer without its question. */
const answer = /^(yes|no|sure|right|exactly) ,/i

const pronounOpeners = new Set(
  'he she it they this that these those him her his hers its their theirs them here one ones each none all'.split(
    ' ',
  ),
)

const expletive =
  /^(it|all) ?(is|was|'s|has been|can be|may be|would be|will be|seems) (not |also |often |always |usually |generally |very |more |so |quite |still |now )*(clear|unclear|important|likely|unlikely|possible|impossible|hard|harder|difficult|easy|easier|better|best|worth|crucial|essential|necessary|vital|critical|common|true|tempting|helpful|useful|good|great|time|said|believed|estimated|thought|understood|reported|safe|fair|no|rare|\d+|noon|midnight|early (in|on)|late (in|on))\b/i

/** "This release fixes …" is the one that is told of, and "this week" is known to all. */
const namesItself =
  /^this (release|version|update|year|week|weekend|month|morning|afternoon|evening|spring|summer|autumn|fall|winter|season)\b/i

/** "Scattered over the hill, they were the remains of …" */
const dangling = /^\w{3,}(ed|ing) [^,]{0,100}, (he|she|it|they)\b/i

/** Takes loose connectives off the front of a sentence and starts it with a capital again. */
export function withoutConnective(sentence: string): string {
  let rest = sentence
  for (let previous = ''; previous !== rest; ) {
    previous = rest
    for (const connective of looseConnectives) rest = rest.replace(connective, '')
  }
  return rest === sentence ? sentence : rest.charAt(0).toUpperCase() + rest.slice(1)
}

/**
 * True when a sentence cannot be understood alone: it opens with a pronoun or a binding connective, or says "he",
 * "her", "they" before it has named anybody. "It is clear that …" and "There is …" stand alone.
 *
 * @param tokens the sentence as it would be said
 */
export function leansOnBefore(tokens: readonly Token[]): boolean {
  const text = tokens.map(token => token.text).join(' ')
  if (expletive.test(text) || namesItself.test(text) || /^all (the|of the) \w/i.test(text)) return false
  if (bindingConnective.test(text.replace(/^" ?/, '')) || answer.test(text)) return true
  if (/^(for|in|to|at|with|on|as|by|from|after|before)\b[^,]{0,100},( \w+){0,2} ,? ?it\b/i.test(text))
    return true
  if (dangling.test(text)) return true
  const words = tokens.filter(token => token.isWord)
  const [first, second] = words
  if (!first || pointsBack(tokens)) return true
  if (pronounOpeners.has(first.lower)) return !opensNounPhrase(first, second)
  return namesNobodyFirst(words)
}

/** "Migrate these as soon as possible": these what? */
function pointsBack(tokens: readonly Token[]): boolean {
  return tokens.some((token, at) => {
    const next = tokens[at + 1]?.partOfSpeech ?? 'PUNCT'
    return /^(these|those)$/.test(token.lower) && !/^(NOUN|ADJ|NUM|PROPN|ADV|PRON|VERB)$/.test(next)
  })
}

/** "One of the …", "Each year …", "All teams …" name what they speak of; "One of those …" does not. */
function opensNounPhrase(first: Token, second: Token | undefined): boolean {
  if (!second) return false
  if (first.lower === 'one') return second.partOfSpeech === 'NOUN' || second.partOfSpeech === 'ADJ'
  return ['each', 'all', 'none'].includes(first.lower) && second.partOfSpeech === 'NOUN'
}

const people = new Set('he she him her his hers they them their'.split(' '))

function namesNobodyFirst(words: readonly Token[]): boolean {
  for (const [at, token] of words.entries()) {
    if (at === 0 && /(ed|ing)$/.test(token.lower)) continue
    if (token.partOfSpeech === 'NOUN' || token.partOfSpeech === 'PROPN') return false
    if (people.has(token.lower) || (token.lower === 'it' && token.partOfSpeech === 'PRON')) return true
  }
  return false
}
