import { isKnownWord } from './reader.ts'

const words = (list: string) => new Set(list.split(' '))

const english = words(
  'the of and to in a is that for it was on are as with his they at be this from have or had by not but what all were when we there can an your which their said if do will each about how up out them then she many some so these would her has him into more no my than been who its now did over our after also just may us only first against because while where could should says new why you he i',
)

/** Frequent words of other languages of Latin letters that are no English words. */
const foreign = words(
  'une est et en que qui dans pour sur pas au aux avec ce cette ses plus par sont mais ont il elle nous ' +
    'vous leur était après und ist nicht ein eine einen einem mit auf für sich auch als wird werden bei ' +
    'nach über oder zum zur hat aus sind wurde una por con para se lo como más pero sus este esta entre ' +
    'cuando muy sin sobre también hasta gli della delle dei che è non sono nel nella alla ai anche più ha ' +
    'dal tra questo os uma não em foi pelo pela são ao também het een zijn niet voor aan door ook werd ' +
    'maar worden naar bij uit heeft och att som det av på är för med till ett inte om har från og af til ' +
    'ikke ved nie się na jest że jak przez po od są ve bir bu için ile olarak dan yang untuk dengan ini',
)

/** The same, but they also stand in names: La La Land, Van Gogh, Los Angeles. */
const particles = words('la le les los las el du des de di da das do dos del der den dem van von zu al san')

/** English words that are words of other languages as well. */
const sharedWords = words('of in is was on as he at be an no we a me so all her his over up who its i also')

/** English words that are written with marks. */
const loans = words(
  'café cafés cliché clichés clichéd fiancé fiancée résumé résumés née naïve naïveté déjà façade façades décor protégé protégés ' +
    'jalapeño jalapeños piñata piñatas soufflé crème brûlée entrée entrées touché passé blasé sauté sautéed purée puréed pâté ' +
    'première matinée toupée communiqué élite señor señora coöperation doppelgänger crêpe crêpes fête fêted vis-à-vis risqué ' +
    'exposé outré soirée émigré émigrés tête raison d’être',
)

/** Texts of at least so many words are told by their share of English words, shorter ones by words of other languages. */
const fewestWords = 40
/** English prose has about 0.4, a list of names and figures 0.15, other languages below 0.05. */
const smallestShare = 0.1
/** A text is told by its beginning, in characters. */
const enough = 4_000
const addresses = /\b(https?:|www\.)\S+|\S+@\S+/g
/** "CE" is no French word. */
const initials = /(?<!\p{L})\p{Lu}{2,}(?!\p{L})/gu

/**
 * Whether a text is in English, as far as can be told: by its letters and its most frequent words. What is too short to tell,
 * such as a headline of names, counts as English.
 */
export function isEnglish(text: string): boolean {
  const written = text.slice(0, enough).normalize('NFC').replace(addresses, ' ')
  const beginning = (/\p{Ll}/u.test(written) ? written.replace(initials, ' ') : written).toLowerCase()
  const letters = beginning.match(/\p{L}/gu) ?? []
  const latin = letters.filter(letter => /\p{Script=Latin}/u.test(letter)).length
  if (latin < letters.length * 0.7) return false
  const all = beginning.split(/[^\p{L}\p{M}]+/u).filter(word => word !== '')
  const own = all.filter(word => english.has(word)).length
  if (all.length >= fewestWords) return own / all.length >= smallestShare
  const small = smallWords(written)
  const marked = small.filter(word => /[^a-z]/.test(word) && !loans.has(word))
  const told = new Set(all.filter(word => foreign.has(word)).concat(marked)).size
  const hinted = new Set(all.filter(word => particles.has(word))).size
  if (own === 0 && (marked.length > 0 || areForeign(small, all))) return false
  return told === 0 || told + hinted < 2 || told + hinted <= own
}

/** The words that are written without capitals, which names are not; none of a text that gives most of its words a capital. */
function smallWords(text: string): string[] {
  const all = text.match(/[\p{L}\p{M}'’-]+/gu) ?? []
  return all.filter(word => /^\p{Ll}+$/u.test(word) && word.length > 2)
}

/**
 * Words of a text without any of English's frequent ones, of which hardly any is in a lexicon of English. Where all but one
 * begin with a capital and may be names ("Guerra comercial"), hardly any of those may be in it either.
 */
function areForeign(small: readonly string[], all: readonly string[]): boolean {
  const telling = small.filter(word => !sharedWords.has(word) && !particles.has(word))
  if (telling.length >= 2) return shareOfEnglish(telling) <= 0.25
  const [only = ''] = telling
  return only.length > 3 && all.length >= 2 && !isEnglishWord(only) && shareOfEnglish(all) <= 1 / 3
}

function shareOfEnglish(all: readonly string[]): number {
  return all.filter(isEnglishWord).length / all.length
}

function isEnglishWord(word: string): boolean {
  return loans.has(word) || isKnownWord(word)
}
