import { countWords } from './script.ts'
import { sayAmounts, speakable } from './speakable.ts'

/** What a series or a site puts in front of each of its headlines. */
const label =
  /^(?:live|watch|video|breaking(?: news)?|just in|exclusive|podcast|opinion|analysis|update|bonus(?: episode)?|shorts?|show hn|ask hn|launch hn|eli5|cmv|psa|(?:ep(?:isode|\.)?\s*#?|#|s\d{1,2}\s?e)\d{1,4})\s*(?:[:|]|\s[-–—](?=\s))\s*/iu

/** What forums put around a headline: "TIL that …", "…, AMA", "1/3 …" of a thread. */
const thread = /^(?:TIL(?: that)?|\(?\d{1,2}\/\d{1,2}\)?[.:]?)\s+(?=\p{L})|,? \(?AMA\)?[.!]?$/gu

/** "– here's everything we know": nothing that a listener is told by it. */
const promise =
  /\s*(?:[-–—:;,.]\s*|\s)(?:here['’]s )?(?:everything|all|what) (?:we|you) (?:need to )?know(?: (?:so far|about it))?\s*$/i

/**
 * The headline of an item without what belongs to the page: "| Author", "– video", "– live!", "LIVE:", the name of
 * the source, a label before a colon that is repeated in every item of a series.
 */
export function plainHeadline(topic: string, source: string): string {
  const withoutTail = topic
    .replace(/\p{Extended_Pictographic}\ufe0f?|\p{Regional_Indicator}/gu, ' ')
    .replace(/(\s#[\p{L}\d_]+)+\s*$/u, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(label, '')
    .replace(thread, '')
    .replace(/\s[|]\s[^|]*$/, '')
    .replace(
      /\s*[-–—|:]\s*(live!?|video( explainer)?|podcast|audio|in pictures|photos|gallery|as it happened|report|live updates)\s*$/i,
      '',
    )
    .replace(/\s[-–—]\s(?:PA|AP|AFP|Reuters|Bloomberg)\s*$/, '')
    .replace(/(?<=[?!])\s*(?:with|w\/|feat\.?|ft\.?|featuring)\s.*$/i, '')
    .replace(/^(?:LIVE|BREAKING|WATCH|EXCLUSIVE)\s(?=.*\p{Ll})/u, '')
    .replace(promise, '')
    .replace(/[\s.;:,–—-]+$/, '')
    .trim()
  const atEnd = withoutTail.toLowerCase().lastIndexOf(source.toLowerCase())
  const named = source !== '' && atEnd > 8 && atEnd + source.length === withoutTail.length
  const kept = named ? withoutTail.slice(0, atEnd).replace(/[\s|–—-]+$/, '') : withoutTail
  const paused = kept.replace(/\s[-–—]\s(?=(?:And|But|Or)\b)/, ', ').replace(/\s[-–—]\s(?=\p{Lu})/u, ': ')
  const sentences = (speakable(sayAmounts(paused)) ?? kept).split(/(?<=[.!?]) (?=\p{Lu})/u)
  const spoken = sentences
    .filter((sentence, at) => at === 0 || !/\b(we|us|our|I|my)\b/i.test(sentence))
    .join(' ')
  return spoken.replace(/(?<!\b[A-Z])\.("?)$/, '$1')
}

/**
 * A headline of at most `most` words: cut where it pauses (colon, semicolon, dash, comma, full stop), the longest
 * piece that fits from its beginning, or else its last piece; and only when it never pauses, before a preposition. A comma
 * within quotation marks is no pause.
 */
export function headlineWithin(headline: string, most: number): string {
  if (countWords(headline) <= most) return headline
  const all = [...headline.matchAll(/[.;:?!,](?=["\s])/g)].map(match => match.index)
  const pauses = all.filter(at => isOutsideQuotes(headline, at)).reverse()
  for (const at of pauses) {
    const head = trimmed(headline.slice(0, headline[at] === '?' ? at + 1 : at))
    if (fits(head, most)) return paired(head)
  }
  for (const at of pauses) {
    const tail = trimmed(headline.slice(at + 1))
    if (fits(tail, most)) return paired(tail.charAt(0).toUpperCase() + tail.slice(1))
  }
  for (const at of all.reverse()) {
    const head = trimmed(headline.slice(0, at))
    if (headline[at] !== ',' && fits(head, most)) return paired(head)
  }
  const words = headline.split(' ')
  for (let length = most; length >= 5; length--) {
    if (
      /^(in|on|at|for|with|over|after|by|from|as|to|amid|during|because|while|that|and|but)$/i.test(
        words[length] ?? '',
      )
    ) {
      return paired(trimmed(words.slice(0, length).join(' ')))
    }
  }
  return paired(trimmed(words.slice(0, most).join(' ')))
}

/** Whether a place of a text is outside of its quotation marks; a mark that ends with the quotation is outside as well. */
function isOutsideQuotes(text: string, at: number): boolean {
  const before = text.slice(0, at + (text[at + 1] === '"' ? 2 : 0))
  return (before.match(/"/g)?.length ?? 0) % 2 === 0
}

function fits(piece: string, most: number): boolean {
  const words = countWords(piece)
  return words >= 4 && words <= most
}

/** Without quotation marks when one of a pair was cut off. */
function paired(piece: string): string {
  return (piece.match(/"/g)?.length ?? 0) % 2 === 0 ? piece : piece.replaceAll('"', '')
}

function trimmed(piece: string): string {
  return piece.replace(/[\s,;:.–—-]+$/, '').trim()
}
