/** Words that passwords people choose are most often made of, whatever is hung on to them. */
const commonWords = [
  'password',
  'passwort',
  'passw',
  'qwerty',
  'qwertz',
  'azerty',
  'letmein',
  'welcome',
  'admin',
  'administrator',
  'login',
  'iloveyou',
  'monkey',
  'dragon',
  'sunshine',
  'princess',
  'football',
  'baseball',
  'superman',
  'batman',
  'master',
  'shadow',
  'trustno',
  'changeme',
  'secret',
  'default',
  'test',
  'guest',
  'root',
  'summer',
  'winter',
  'spring',
  'autumn',
  'orion',
]

const lookalikes: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

// Rows of keyboards, the alphabet and the digits, forwards; `isRun` looks at them backwards too.
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
]
const followers = new Set(
  rows.flatMap(row =>
    [...row].slice(1).flatMap((letter, at) => [`${row[at]}${letter}`, `${letter}${row[at]}`]),
  ),
)

const lettersOf = (text: string) => text.replace(/[^\p{L}]/gu, '')
const undisguised = (text: string) => [...text].map(letter => lookalikes[letter] ?? letter).join('')

/** How many characters differ from what one would expect after the character before: itself, or its neighbour. */
function surprises(text: string): number {
  const letters = [...text]
  return letters.filter((letter, at) => {
    const before = letters[at - 1]
    return before === undefined || (letter !== before && !followers.has(`${before}${letter}`))
  }).length
}

/**
 * True for passwords near the top of any attacker's list: a common word, or a word known of the user, with digits, signs
 * or look-alike characters around it; runs over the keyboard or the digits; few characters repeated.
 */
export function isGuessable(password: string, knownWords: readonly string[]): boolean {
  const lower = password.normalize('NFKC').toLowerCase()
  if (new Set(lower).size < 5 || surprises(lower) < 4) return true
  const forms = [lettersOf(lower), lettersOf(undisguised(lower))]
  const words = [
    ...commonWords,
    ...knownWords.map(word => lettersOf(word.toLowerCase())).filter(word => word.length >= 4),
  ]
  return forms.some(form => form.length < 16 && isMadeOf(form, words))
}

/** True when the text is nothing but the words, with at most three characters left over. */
function isMadeOf(text: string, words: readonly string[]): boolean {
  let rest = text
  for (const word of [...words].sort((a, b) => b.length - a.length)) rest = rest.replaceAll(word, '')
  return rest.length < text.length && rest.length <= 3
}
