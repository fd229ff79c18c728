import type { Candidate } from './candidates.ts'
import { overlap } from './salience.ts'

/** What the body of a script is to be made of. */
export interface Selection {
  /** The body is filled up to about this many words of usual length … */
  targetWords: number
  /** … and never beyond this many. */
  mostWords: number
  mostSentences: number
  /** What the hook has said already: a sentence that says no more is left out. */
  said: ReadonlySet<string>
  /** Texts of sentences that reviewers have seen and did not want again: taken only when nothing else is left. */
  worn: ReadonlySet<string>
  /** Phrases that reviewers asked for: sentences with one of them come first. */
  wanted: readonly string[]
  /** Phrases that reviewers did not want to hear of: sentences with one of them are out. */
  unwanted: readonly string[]
}

const novelty = 0.35
const sameAgain = 0.72
const mostQuoted = 3

/**
 * Chooses sentences by maximal marginal relevance (Carbonell and Goldstein 1998): always the one that is worth most
 * and repeats least of what is chosen. A sentence that leans on another brings that one with it. The result is in
 * the order of the source, with what sums the article up behind its first sentence if that is there, and with what
 * is in the language of headlines last.
 */
export function selectSentences(
  candidates: readonly Candidate[],
  scores: readonly number[],
  selection: Selection,
): Candidate[] {
  const chosen = new Map<number, Candidate>()
  let words = 0
  while (words < selection.targetWords) {
    const bundle = bestBundle(candidates, scores, selection, chosen, words)
    if (!bundle) break
    for (const candidate of bundle) {
      chosen.set(candidate.index, candidate)
      words += candidate.spokenWords
    }
  }
  const opensWithLead = chosen.has(candidates.findIndex(candidate => candidate.kind !== 'standfirst'))
  const rank = (candidate: Candidate) =>
    candidate.voice === 'headline' ? 2 : candidate.kind === 'standfirst' && opensWithLead ? 1 : 0
  return [...chosen.values()].sort((a, b) => rank(a) - rank(b) || a.index - b.index)
}

function bestBundle(
  candidates: readonly Candidate[],
  scores: readonly number[],
  selection: Selection,
  chosen: ReadonlyMap<number, Candidate>,
  words: number,
): Candidate[] | undefined {
  let best: { bundle: Candidate[]; worth: number } | undefined
  for (const candidate of candidates) {
    if (chosen.has(candidate.index)) continue
    const bundle = withAntecedents(candidate, candidates, chosen)
    if (!fits(bundle, selection, chosen, words)) continue
    const worth =
      bundle.reduce((sum, member) => sum + worthOf(member, scores, selection, chosen), 0) / bundle.length
    if (!best || worth > best.worth) best = { bundle, worth }
  }
  return best && best.worth > -1 ? best.bundle : undefined
}

function fits(
  bundle: readonly Candidate[],
  selection: Selection,
  chosen: ReadonlyMap<number, Candidate>,
  words: number,
): boolean {
  const added = bundle.reduce((sum, member) => sum + member.spokenWords, 0)
  if (words + added > selection.mostWords || chosen.size + bundle.length > selection.mostSentences)
    return false
  const quoted = [...chosen.values(), ...bundle].filter(member => member.voice !== 'plain').length
  if (quoted > mostQuoted) return false
  return bundle.every(member => {
    if (selection.unwanted.some(phrase => mentions(member.text, phrase))) return false
    if (overlap(member.stems, selection.said) >= 0.85) return false
    return [...chosen.values()].every(
      other =>
        overlap(member.stems, other.stems) < sameAgain &&
        overlap(other.stems, member.stems) < sameAgain &&
        !quotesTheSame(member.text, other.text),
    )
  })
}

/** Whether two sentences quote the same four words or more: headlines take their quotations from the text. */
function quotesTheSame(a: string, b: string): boolean {
  const plain = (text: string) =>
    ` ${
      text
        .toLowerCase()
        .match(/[\p{L}\d'’]+/gu)
        ?.join(' ') ?? ''
    } `
  const quoted = (text: string) => [...text.matchAll(/"([^"]+)"/g)].map(([, words = '']) => plain(words))
  return quoted(a).some(words => words.split(' ').length >= 6 && plain(b).includes(words))
}

function worthOf(
  candidate: Candidate,
  scores: readonly number[],
  selection: Selection,
  chosen: ReadonlyMap<number, Candidate>,
): number {
  const repeated = Math.max(0, ...[...chosen.values()].map(other => overlap(candidate.stems, other.stems)))
  const asked = selection.wanted.some(phrase => mentions(candidate.text, phrase)) ? 1 : 0
  const worn = selection.worn.has(candidate.text) ? 0.8 : 0
  return (scores[candidate.index] ?? 0) - novelty * repeated + asked - worn
}

function withAntecedents(
  candidate: Candidate,
  candidates: readonly Candidate[],
  chosen: ReadonlyMap<number, Candidate>,
): Candidate[] {
  const bundle = [candidate]
  for (let at = candidate.leansOn; at !== undefined && !chosen.has(at); at = candidates[at]?.leansOn) {
    const antecedent = candidates[at]
    if (!antecedent) break
    bundle.unshift(antecedent)
  }
  return bundle
}

/** Whether a phrase occurs in a text as whole words, in any case, singular or plural. */
export function mentions(text: string, phrase: string): boolean {
  const words = phrase.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length === 0) return false
  const pattern = words.map(word => `${word.replace(/s$/, '')}(?:'?s|es)?`).join('[^\\p{L}\\p{N}]+')
  return new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'iu').test(text)
}
