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
 * How many words are heard: a number is spoken as more words than it is written, about one for every two digits
 * ("2018" is two, "1,700" three).
 */
export function countSpokenWords(text: string): number {
  return text.split(/\s+/).reduce((count, word) => {
    if (!/[\p{L}\d]/u.test(word)) return count
    const digits = word.replace(/\D/g, '').length
    return count + Math.max(1, Math.ceil(digits / 2))
  }, 0)
}

/** Estimated spoken length in seconds at {@link wordsPerMinute}. */
export function spokenSeconds(text: string): number {
  return (countSpokenWords(text) / wordsPerMinute) * 60
}
