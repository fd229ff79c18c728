/** How large an operation may be. Fragments count as often as they are spread. */
export interface DocumentLimits {
  /** Lexical tokens of the whole document; the parser stops there. Default 3,000. */
  tokens: number
  /** Fragments that the document defines. Default 100. */
  fragments: number
  /** Fields inside of fields. Default 15. */
  depth: number
  /** Fields at the root. Default 50. */
  rootFields: number
  /** Default 2,000. */
  fields: number
  /** Default 50. */
  aliases: number
  /** Default 50. */
  directives: number
  /** Lists and objects inside of each other, in literals and in variables. Default 20. */
  inputDepth: number
  /** Values in the variables, those inside of lists and objects included. Default 10,000. */
  inputValues: number
  /**
   * Pairs of fields that give the same name in the same place, since validation compares each pair. Default 2,000.
   */
  repetitions: number
}

/** The defaults of {@link DocumentLimits}. */
export const DOCUMENT_LIMITS: DocumentLimits = {
  tokens: 3000,
  fragments: 100,
  depth: 15,
  rootFields: 50,
  fields: 2000,
  aliases: 50,
  directives: 50,
  inputDepth: 20,
  inputValues: 10_000,
  repetitions: 2000,
}
