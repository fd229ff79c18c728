import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { Answer } from '../execution/executor.ts'

/** A result as yoga sends it: the text of the data exists already and is not built from objects. */
export interface TextResult {
  /** Present, without a value, when there is data: the text holds it. */
  data?: undefined
  errors?: readonly (GraphQLFormattedError | GraphQLError)[]
  stringify(): string
}

/** Makes an answer what yoga sends over HTTP, with what is told beside the data. */
export function textResult(answer: Answer, extensions?: Record<string, unknown>): TextResult {
  const { data, errors } = answer
  // Yoga takes from errors what is meant for HTTP only, and so does the text itself.
  const stringify = extensions
    ? () => `${answerText(answer).slice(0, -1)},"extensions":${JSON.stringify(extensions)}}`
    : () => answerText(answer)
  if (data === null) return { errors, stringify }
  return errors.length === 0 ? { data: undefined, stringify } : { data: undefined, errors, stringify }
}

const texts = new WeakMap<Answer, string>()

/** Writes an answer as JSON, once for all who get it. */
export function answerText(answer: Answer): string {
  let text = texts.get(answer)
  if (text === undefined) {
    text = writeAnswer(answer)
    texts.set(answer, text)
  }
  return text
}

function writeAnswer({ data, errors }: Answer): string {
  if (errors.length === 0) return `{"data":${data}}`
  const errorsText = JSON.stringify(errors.map(publicError))
  return data === null ? `{"errors":${errorsText}}` : `{"errors":${errorsText},"data":${data}}`
}

/** The error without what is meant for HTTP only. */
function publicError(error: GraphQLFormattedError | GraphQLError): GraphQLFormattedError {
  const formatted = error instanceof GraphQLError ? error.toJSON() : error
  if (!formatted.extensions?.['http']) return formatted
  const { http: _, ...extensions } = formatted.extensions
  return { ...formatted, extensions }
}
