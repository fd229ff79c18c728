/** What windows-1252 has from 0x80 on, where ISO-8859-1 has control characters; � where it has nothing. */
const MARKS = '€�‚ƒ„…†‡ˆ‰Š‹Œ�Ž��‘’“”•–—˜™š›œ�žŸ'
const CONTROLS = /[\u0080-\u009f]/g

/**
 * The text with the quotation marks, dashes and euro signs of windows-1252 where they came as the control characters that
 * ISO-8859-1 has in their places: from bytes, or from references such as `&#146;`. No text means those characters.
 */
export function withoutLatin1Controls(text: string): string {
  return text.replace(CONTROLS, control => MARKS.charAt(control.charCodeAt(0) - 0x80))
}
