import type { Sentence } from '../language/reader.ts'

/** A sentence that denies the one before it, which must not be told alone: "Or did he?", "It's a myth." */
const takesBack = [
  /^or (?:so|did|do|does|is|was|are|were|has|have|had|can|could|will|would)\b/i,
  /^(?:it|that|this)(?:['’]s| is| was) (?:all |just |only |simply )?(?:an? )?(?:\w+ )?(?:myth|lie|wrong|false|untrue|nonsense|hoax|legend|misconception|fiction|rumou?r|mistake)\b/i,
  /^(?:it|that|this)(?:['’]s not| is not| isn['’]t| was not| wasn['’]t) (?:\w+ )?(?:true|so|right|the case|correct)\b/i,
  /^(?:wrong|false|nonsense|not (?:so|quite|exactly|really|true|any ?more|necessarily))\b/i,
  /^(?:but |yet )?(?:he|she|it|they|we|that) (?:did|do|does|is|was|were|are|have|has|had)(?:n['’]t| not)[.!]/i,
  /^(?:but|yet|except|however)\b.{0,60}\b(?:wrong|mistaken|myth|false|untrue|not true|never (?:was|were|did|happened))\b/i,
]

/** The sentences of a line, each with the one behind it that denies it. */
export function withDenials(sentences: readonly Sentence[]): Sentence[] {
  const joined: Sentence[] = []
  for (const sentence of sentences) {
    const previous = joined.at(-1)
    if (previous && takesBack.some(pattern => pattern.test(sentence.text)))
      joined[joined.length - 1] = { ...previous, text: `${previous.text} ${sentence.text}` }
    else joined.push(sentence)
  }
  return joined
}
