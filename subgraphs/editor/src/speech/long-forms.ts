import { inlineAbbreviations, spokenDirection } from './inline-abbreviations.ts'
import type { Neighbours } from './neighbours.ts'
import { abbreviations, bareTitles, closingAbbreviations } from './pronunciations.ts'
import { isShortMonth } from './spoken-dates.ts'

const isName = (word: string | undefined): boolean => /^[A-Z]/.test(word ?? '')
const isNumber = (word: string | undefined): boolean => /^\d/.test(word ?? '')

/**
 * The long form of `Dr`, `Nov.` or `No. 5`, in words with a blank between.
 * @returns undefined for a word that has none, or only happens to close a sentence
 */
export function longForm(core: string, neighbours: Neighbours): string | undefined {
  const [next] = neighbours.after
  return (
    titleOf(core, neighbours) ??
    streetOf(core, neighbours) ??
    (core === 'pop.' && isNumber(next) ? 'population' : undefined) ??
    (core.endsWith('.') ? inlineAbbreviations[core.slice(0, -1).toLowerCase()] : undefined) ??
    spokenDirection(core, next)?.join(' ') ??
    numberSign(core, neighbours) ??
    abbreviated(core, neighbours)
  )
}

/** "Dr Ng" */
function titleOf(core: string, { after, isFollowed }: Neighbours): string | undefined {
  return isFollowed && bareTitles.has(core) && isName(after[0])
    ? abbreviations[core.toLowerCase()]
    : undefined
}

/** "Main St." is a street, "St. Paul" a saint. */
function streetOf(core: string, { before, after }: Neighbours): string | undefined {
  return /^St\.?$/.test(core) && isName(before.at(-1)) && !isName(after[0]) ? 'street' : undefined
}

/** "No. 5", "No 5"; not "No, 5 of them". */
function numberSign(core: string, { after, isFollowed }: Neighbours): string | undefined {
  return (core === 'No.' || (core === 'No' && isFollowed)) && isNumber(after[0]) ? 'number' : undefined
}

/** "etc.", "in Nov.", "Gen. Milley": with a period, where that is no end of a sentence. */
function abbreviated(core: string, { before, after }: Neighbours): string | undefined {
  if (!core.endsWith('.')) return undefined
  const bare = core.slice(0, -1)
  const isMonth =
    isShortMonth(bare) &&
    /^(?:in|of|since|until|by|from|to|last|next|this|early|late)$/i.test(before.at(-1) ?? '')
  const goesOn = after[0] !== undefined && /^[A-Z]|^vs$/.test(bare)
  const holds = isMonth || closingAbbreviations.has(bare.toLowerCase()) || goesOn
  return holds ? abbreviations[bare.toLowerCase()] : undefined
}
