const OPENING = '{[('
const CLOSING = '}])'
const BLOCK = '"""'

/**
 * Whether brackets of a document stand inside of each other more often than allowed. Asked before the document is parsed, since
 * the parser calls itself for each of them until its stack is full.
 */
export function nestsTooDeep(text: string, allowed: number): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '"') at = endOfString(text, at)
    else if (character === '#') at = endOfComment(text, at)
    else if (OPENING.includes(character)) {
      depth += 1
      if (depth > allowed) return true
    } else if (CLOSING.includes(character)) depth -= 1
  }
  return false
}

function endOfComment(text: string, start: number): number {
  let at = start
  while (at < text.length && text.charAt(at) !== '\n' && text.charAt(at) !== '\r') at += 1
  return at
}

function endOfString(text: string, start: number): number {
  const isBlock = text.startsWith(BLOCK, start)
  let at = start + (isBlock ? BLOCK.length : 1)
  while (at < text.length) {
    if (text.charAt(at) === '\\') at += isBlock ? (text.startsWith(BLOCK, at + 1) ? 4 : 1) : 2
    else if (isBlock && text.startsWith(BLOCK, at)) return at + BLOCK.length - 1
    else if (!isBlock && text.charAt(at) === '"') return at
    else at += 1
  }
  return at
}
