/** What is spoken in a video and what is to be seen with it. */
export interface Script {
  /** The first sentence: what it is about, 5 to 14 words. */
  hook: string
  /** The sentences between hook and call to action, in speaking order. */
  body: string[]
  callToAction: string
  /** Short descriptions of things worth seeing, 3 to 6 of them. */
  visualCues: string[]
}

/** Speaking rate that durations are estimated with, in words a minute. */
export const wordsPerMinute = 165

/** The shortest spoken length that still makes a video, in seconds, with room for a fast voice. */
export const shortestSeconds = 18
/** The longest spoken length a script may have, in seconds. */
export const longestSeconds = 50

/** Everything that is spoken, in order, one entry per part: hook, body sentences, call to action. */
export function spokenParts(script: Script): string[] {
  return [script.hook, ...script.body, script.callToAction]
}

/** The whole narration as one text. */
export function narration(script: Script): string {
  return spokenParts(script).join(' ')
}

/** How many words are written, numbers counted as one word each. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter(word => /[\p{L}\d]/u.test(word)).length
}

/**
 * What each of a text's parts takes to say, in seconds: measured with the embedded voice on scripts of a hundred items of news,
 * blogs, podcasts and notes of releases, of which it is at most 7 % off.
 */
const secondsEach = {
  letter: 0.0725,
  /** A letter of a word in capitals is named: "CEO". */
  capital: 0.282,
  /** "188" is three digits, and one hundred eighty eight. */
  digit: 0.368,
  /** A sign of money, "percent" or a decimal point. */
  sign: 0.428,
  pause: 0.026,
  sentence: 0.3,
}

/** Estimated spoken length in seconds, numbers and short forms as they are said. */
export function spokenSeconds(text: string): number {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  const capitals = (text.match(/(?<!\p{L})\p{Lu}{2,}(?!\p{Ll})/gu) ?? []).join('').length
  return (
    (count(/\p{L}/gu) - capitals) * secondsEach.letter +
    capitals * secondsEach.capital +
    count(/\d/g) * secondsEach.digit +
    count(/[$£€%]|\d\.(?=\d)/g) * secondsEach.sign +
    count(/[,;:—]/g) * secondsEach.pause +
    count(/[.!?](?=["']?(?:\s|$))/g) * secondsEach.sentence
  )
}

/** How many words of usual length would take as long to say: "$188.12" takes as long as seven. */
export function countSpokenWords(text: string): number {
  return (spokenSeconds(text) / 60) * wordsPerMinute
}
