/**
 * Brings the forms of an English word together well enough to find it in a table of some hundred words: plural,
 * -ing, -ed, -ly, a doubled last letter and a silent e go. It is no dictionary: `stem('stories') === 'story'`.
 */
export const stem = (word: string): string => {
  let base = word.toLowerCase().replace(/['’]s?$/, '')
  if (base.length > 4) base = base.replace(/ies$/, 'y').replace(/(ss|sh|ch|x|z)es$/, '$1')
  if (base.length > 3) base = base.replace(/([^su])s$/, '$1')
  if (base.length > 5) base = base.replace(/(ing|ed|ly)$/, '')
  base = base.replace(/([bdfgmnprt])\1$/, '$1')
  return base.length > 4 ? base.replace(/e$/, '') : base
}

/** Splits a text into lower-case words of letters and digits, in order. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’]s)?/gu) ?? []
