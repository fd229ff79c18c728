const pictographs =
  /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|[\u{E0020}-\u{E007F}]|\u{FE0F}|\u{200D}|\u{20E3}/gu
const sayable = /[\p{L}\p{N}&%+@#=$€£¥₹°]/u

/** Text without emoji and flags, which no voice reads and caption fonts do not have. */
export function withoutPictographs(text: string): string {
  return text.replace(pictographs, ' ').normalize('NFC')
}

/**
 * Splits text into the words a caption shows. A dash or bracket that stands alone belongs to the word before
 * it; emoji, which no voice reads, are left out.
 */
export function writtenWords(text: string): string[] {
  const words: string[] = []
  let waiting = ''
  for (const piece of withoutPictographs(text).split(/\s+/u)) {
    if (piece === '') continue
    if (sayable.test(piece)) {
      words.push(waiting + piece)
      waiting = ''
    } else if (words.length > 0) {
      words[words.length - 1] += /^[-–—]/u.test(piece) ? ` ${piece}` : piece
    } else {
      waiting += piece
    }
  }
  return words
}
