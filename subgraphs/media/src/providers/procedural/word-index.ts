import { stem } from './stem.ts'

/** Finds which names a word speaks for, given a table of names and the words that speak for each. */
export interface WordIndex<Name extends string> {
  lookUp(word: string): readonly Name[]
}

/**
 * Builds the index. An entry ending in `*` matches the words derived from it (`erupt*`: eruption), one of six
 * letters or more, or one ending in `**`, whatever it begins (`neuro**`: neurotoxicity); all others match in any form
 * `stem` knows. A hyphen joins the words of an expression: `late-night` matches "late night".
 */
export const indexWords = <Name extends string>(table: Readonly<Record<Name, string>>): WordIndex<Name> => {
  const whole = new Map<string, Set<Name>>()
  const beginnings = new Map<string, Set<Name>>()
  const add = (map: Map<string, Set<Name>>, key: string, name: Name): void => {
    const names = map.get(key) ?? new Set<Name>()
    map.set(key, names.add(name))
  }
  for (const name in table) {
    for (const entry of table[name].split(' ')) {
      if (entry.endsWith('*')) add(beginnings, entry, name)
      else add(whole, stemAll(entry), name)
    }
  }
  return {
    lookUp: word => {
      const found = new Set(whole.get(stemAll(word)))
      for (let length = 2; length <= Math.min(word.length, LONGEST_ENTRY); length++) {
        const beginning = word.slice(0, length)
        const derived = length >= 6 || endings.test(word.slice(length).replace(doubledLetter(beginning), ''))
        if (derived) for (const name of beginnings.get(`${beginning}*`) ?? []) found.add(name)
        for (const name of beginnings.get(`${beginning}**`) ?? []) found.add(name)
      }
      return [...found]
    },
  }
}

const LONGEST_ENTRY = 24

const endings =
  /^(?:e|ed|er|ers|es|s|ing|ings|ion|ions|or|ors|ive|ives|al|ally|ly|y|ies|ied|ic|ics|ical|ist|ists|ism|ity|ment|ments|able|ation|ations|age|ance|ant|ants|ent|ful|less|ness|ized|ian|ians|ous|ship|wide|like|d|r|rs|n|an|ans)?$/

/** The repeated consonant of "planning" or "runner". */
const doubledLetter = (beginning: string): RegExp => new RegExp(`^${beginning.at(-1) ?? ''}(?=ing|ed|er|y)`)

const stemAll = (expression: string): string => expression.split('-').map(stem).join('-')
