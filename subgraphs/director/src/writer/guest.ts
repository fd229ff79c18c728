const joins = /\bjoins (?:us|me)(?: (?:today|again|live|this week))*(?= to \p{Ll})/iu

/**
 * Tells what happens on a show as a listener would: "Ada Moon joins us to talk about ships" is "Ada Moon is there to talk about
 * ships", "she tells us how" is "she tells how". Other sentences come back as they were.
 */
export function asHeard(sentence: string): string {
  return sentence
    .replace(joins, 'is there')
    .replace(/\b(tells|shows|teaches) us (?=(?:how|why|what|who|when|where|about|that)\b)/gi, '$1 ')
}
