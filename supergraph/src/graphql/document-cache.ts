/** What was made of texts, by text. */
export interface DocumentCache<Value> {
  get(text: string): Value | undefined
  set(text: string, value: Value): void
}

/** How much is kept: a parsed document takes up to a hundred bytes for each of its characters. */
const DOCUMENTS = 1024
const CHARACTERS = 512 * 1024

/**
 * Keeps what was made of documents, those used last, within bounds that clients cannot move however many and large documents
 * they send.
 * @param characters of all texts together. Default 512 Ki; what is longer than a sixteenth of it is not kept.
 */
export function createDocumentCache<Value>(characters = CHARACTERS): DocumentCache<Value> {
  const kept = new Map<string, Value>()
  let length = 0
  const drop = (text: string) => {
    if (kept.delete(text)) length -= text.length
  }
  return {
    get(text) {
      const value = kept.get(text)
      if (value !== undefined) {
        kept.delete(text)
        kept.set(text, value)
      }
      return value
    },
    set(text, value) {
      drop(text)
      if (text.length > characters / 16) return
      kept.set(text, value)
      length += text.length
      for (const oldest of kept.keys()) {
        if (kept.size <= DOCUMENTS && length <= characters) break
        drop(oldest)
      }
    },
  }
}
