const otherLetters = /(?!\p{Script=Latin}|\p{Script=Common})\p{L}/u

/** Whether a text has letters of other scripts than the Latin one: English voices do not say them, captions cannot show them. */
export function hasForeignLetters(text: string): boolean {
  return otherLetters.test(text)
}

/** The text without the words that have letters of other scripts. */
export function withoutForeignLetters(text: string): string {
  return text
    .split(' ')
    .filter(word => !hasForeignLetters(word))
    .join(' ')
}
