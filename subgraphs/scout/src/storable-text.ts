/** What neither Postgres nor JSON can hold: control characters, and halves of surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/gu

/** The text without what a database would refuse. */
export function storableText(text: string): string {
  return text.replace(UNSTORABLE, '')
}
