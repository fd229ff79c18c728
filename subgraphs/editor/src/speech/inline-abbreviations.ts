/** Short forms inside of sentences, in lower case; with a period or without. */
export const inlineAbbreviations: Readonly<Record<string, string>> = {
  approx: 'approximately',
  avg: 'average',
  cllr: 'councillor',
  dept: 'department',
  govt: 'government',
  incl: 'including',
  pts: 'points',
  univ: 'university',
  yr: 'year',
  yrs: 'years',
  'y/y': 'year on year',
  'q/q': 'quarter on quarter',
  'm/m': 'month on month',
}

/** Short forms that something always follows: their period ends no sentence. */
export const neverLast: ReadonlySet<string> = new Set(['approx', 'avg', 'incl', 'pop'])

const directions: Readonly<Record<string, string>> = { N: 'north', S: 'south', E: 'east', W: 'west' }
const places =
  /^(?:Korean?s?|African?s?|Ireland|Irish|Carolina|Dakota|Sudan|Wales|Yorkshire|Virginia|Bank|Germany|Timor|London|Japan)$/

/**
 * Says a letter that is a point of the compass: the `N.` of `N. Korea`, the `E` of `60km E of`.
 * @param next the word behind it
 */
export function spokenDirection(core: string, next: string | undefined): string[] | undefined {
  const letters = /^([NSEW]{1,2})\.?$/.exec(core)?.[1]
  if (!letters || next === undefined || !(next === 'of' || (letters.length === 1 && places.test(next))))
    return undefined
  return [[...letters].map(letter => directions[letter]).join('')]
}
