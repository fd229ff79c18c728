import { DOCUMENT_LIMITS, type DocumentLimits } from './document-limits.ts'

const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])

/** Levels around the values of variables: a batch, an operation, its variables. */
const LEVELS_AROUND = 3
/** Values around them: the parts of each operation of a batch. */
const VALUES_AROUND = 100

/**
 * What limit of variables JSON must break once it is parsed, in words; null when it may break none. Looks at bytes only, and
 * no further than to the limit: parsing deep or long JSON costs many times that.
 */
export function findBrokenJsonLimit(
  json: Uint8Array,
  { inputDepth, inputValues }: Pick<DocumentLimits, 'inputDepth' | 'inputValues'> = DOCUMENT_LIMITS,
): string | null {
  let depth = 0
  let values = 0
  for (let at = 0; at < json.length; at++) {
    const byte = json[at] ?? 0
    if (byte === QUOTE) at = endOfString(json, at)
    else if (byte === COMMA) values += 1
    else if (OPENING.has(byte)) {
      depth += 1
      values += 1
      if (depth > inputDepth + LEVELS_AROUND)
        return `The variables have more than ${inputDepth} levels of lists and objects.`
    } else if (CLOSING.has(byte)) depth -= 1
    if (values > inputValues + VALUES_AROUND) return `The variables hold more than ${inputValues} values.`
  }
  return null
}

/** Where the string that begins at a place ends. */
function endOfString(json: Uint8Array, start: number): number {
  let at = start + 1
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1
  return at
}
