/** How large a document and its operations may be. Fragments count as often as they are spread. */
export interface DocumentLimits {
  /** Characters of the whole document, since what is found out about one is kept by its text. Default 32 Ki. */
  characters: number
  /** Lexical tokens of the whole document; the parser stops there. Default 3,000. */
  tokens: number
  /** Operations that the document defines. Default 20. */
  operations: number
  /** Fragments that the document defines. Default 100. */
  fragments: number
  /** Variables of one operation. Default 100. */
  variables: number
  /** Fields inside of fields. Default 15. */
  depth: number
  /** Selections inside of each other, those of fragments included. Default 50. */
  nesting: number
  /** Fields at the root. Default 50. */
  rootFields: number
  /** Default 2,000. */
  fields: number
  /** Fields and fragments of the whole document, of fragments that no operation spreads as well. Default 4,000. */
  selections: number
  /** Times that the schema or a type of it is read, and aliases in there. Default 2. */
  introspections: number
  /** Default 50. */
  aliases: number
  /** Default 50. */
  directives: number
  /** Lists and objects inside of each other, in literals and in variables. Default 20. */
  inputDepth: number
  /** Values in the variables, those inside of lists and objects included. Default 10,000. */
  inputValues: number
  /**
   * Pairs of fields that give the same name in the same place, and of fragments there, in the whole document, since
   * validation compares each pair. Default 2,000.
   */
  repetitions: number
}

/** The defaults of {@link DocumentLimits}. */
export const DOCUMENT_LIMITS: DocumentLimits = {
  characters: 32_768,
  tokens: 3000,
  operations: 20,
  fragments: 100,
  variables: 100,
  depth: 15,
  nesting: 50,
  rootFields: 50,
  fields: 2000,
  selections: 4000,
  introspections: 2,
  aliases: 50,
  directives: 50,
  inputDepth: 20,
  inputValues: 10_000,
  repetitions: 2000,
}
