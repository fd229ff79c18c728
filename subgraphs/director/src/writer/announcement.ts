const that =
  /^(?:Today,? )?(?:we(?:'re| are)|I(?:'m| am)) (?:very |so )?(?:excited|pleased|happy|thrilled|proud|delighted|glad) to (?:announce|share|report|say) that (.+)$/i

const thing =
  /^(?:Today,? )?(?:we(?:'re| are|'ve| have)|I(?:'m| am)) (?:(?:just|now|recently|very|so) )*(?:(?:excited|pleased|happy|thrilled|proud|delighted|glad) to )?(announc(?:e|ing)|introduc(?:e|ing|ed)|releas(?:e|ing|ed)|launch(?:ing|ed)?) (.+)$/i

const speaksOfSelf = /\b(we|our|us|I|my|we've|we're)\b/

/**
 * Tells in the third person what a company's own post announces in the first: "We are happy to announce that X"
 * becomes X, "Today we're releasing Y" becomes "The Blog announces Y". Other sentences come back as they were.
 *
 * @param source the source as it is said in a sentence
 */
export function announcement(text: string | undefined, source: string): string | undefined {
  if (text === undefined) return undefined
  const clause = text.match(that)?.[1]
  if (clause && !speaksOfSelf.test(clause)) return capital(clause)
  const [, verb, object] = text.match(thing) ?? []
  if (!verb || !object || speaksOfSelf.test(object) || /^that\b/i.test(object)) return text
  return `${capital(source)} ${/^introduc/i.test(verb) ? 'introduces' : 'announces'} ${object}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
