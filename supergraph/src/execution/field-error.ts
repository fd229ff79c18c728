/** Where in the answer something is: response names and list indices. */
export type AnswerPath = readonly (string | number)[]

/** An error of an answer as GraphQL writes it. */
export interface FieldError {
  message: string
  path?: AnswerPath
  locations?: readonly { line: number; column: number }[]
  extensions: Record<string, unknown>
}
