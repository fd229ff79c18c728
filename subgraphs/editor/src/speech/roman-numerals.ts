import { cardinalWords, ordinalWords } from './number-words.ts'

const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 }
const wellFormed = /^(?=.)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/
const counted =
  /^(?:War|Chapter|Act|Volume|Phase|Type|Title|Book|Part|Stage|Class|Grade|Level|Schedule|Mark|Bowl|Artemis|Saturn|Apollo)$/i
/** Kings, queens and popes are numbered in another way: Henry the Eighth. */
const rulers =
  /^(?:Henry|Charles|Elizabeth|Louis|George|William|Edward|James|Richard|Mary|Philip|Felipe|Carl|Harald|Margrethe|Frederik|Frederick|Wilhelm|Napoleon|Nicholas|Alexander|Catherine|Peter|Ivan|Leopold|Ferdinand|Isabella|Benedict|Pius|Paul|Leo|Gregory|Innocent|Clement|Urban|Boniface|Julius|Ramses|Ramesses|Thutmose|Ptolemy|Darius|Cyrus|Abdullah|Mohammed|Naruhito|Rama)$/
const smallWords = /^(?:The|A|An|In|On|At|And|But|For|With|By|Of|To|From|As|If|When|This|That|Its?|His|Her)$/

/**
 * Says a Roman numeral where one is meant: `World War II`, `Chapter IV`, `Henry VIII`, `Super Bowl LVIII`.
 * @param previous the word before; a numeral stands behind a name
 * @returns undefined for letters that mean something else, such as an `IV` in a hospital or `Malcolm X`
 */
export function spokenRoman(core: string, previous: string | undefined): string[] | undefined {
  if (previous === undefined || !wellFormed.test(core) || smallWords.test(previous)) return undefined
  const isRuler = rulers.test(previous)
  const isCounted = counted.test(previous)
  if (/[LC]/.test(core) && previous !== 'Bowl') return undefined
  if (core.length === 1 && !(isCounted || (isRuler && core !== 'I'))) return undefined
  if (!isCounted && !/^\p{Lu}\p{Ll}+$/u.test(previous)) return undefined
  const digits = String(numberOf(core))
  return isRuler ? ['the', ...ordinalWords(digits)] : cardinalWords(digits)
}

function numberOf(numeral: string): number {
  return [...numeral].reduce((sum, letter, at) => {
    const value = values[letter] ?? 0
    return sum + ((values[numeral[at + 1] ?? ''] ?? 0) > value ? -value : value)
  }, 0)
}
