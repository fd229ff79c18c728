const compiled = new Map<string, RegExp>()

/**
 * Whether a text contains a keyword as whole words: "AI" is in "What AI can do" and in "A.I. tools", not in
 * "he said". Case does not matter, a plural or possessive ending counts, and a space in the keyword also stands
 * for a hyphen.
 */
export function containsKeyword(text: string, keyword: string): boolean {
  let pattern = compiled.get(keyword)
  if (!pattern) {
    const words = keyword
      .trim()
      .split(/[\s-]+/)
      .map(escapeForPattern)
    pattern = new RegExp(`(?<![\\p{L}\\p{N}])${words.join('[\\s-]+')}(?:['’]?s|es)?(?![\\p{L}\\p{N}])`, 'iu')
    compiled.set(keyword, pattern)
  }
  return pattern.test(withoutAbbreviationDots(text))
}

function escapeForPattern(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

/** `A.I.` → `AI`, `U.S.` → `US`. */
function withoutAbbreviationDots(text: string): string {
  return text.replace(/(?<!\p{L})(?:\p{L}\.){2,}/gu, abbreviation => abbreviation.replaceAll('.', ''))
}
