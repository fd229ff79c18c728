import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { Answer } from '../execution/executor.ts'

/** A result as yoga sends it: the text of the data exists already and is not built from objects. */
export interface TextResult {
  /** Present, without a value, when there is data: the text holds it. */
  data?: undefined
  errors?: readonly (GraphQLFormattedError | GraphQLError)[]
  stringify(): string
  /** The same as UTF-8. */
  bytes(): Buffer
}

/** Makes an answer what yoga sends over HTTP, with what is told beside the data. */
export function textResult(answer: Answer, extensions?: Record<string, unknown>): TextResult {
  const { data, errors } = answer
  // Yoga takes from errors what is meant for HTTP only, and so does the text itself.
  const tail = extensions ? `,"extensions":${JSON.stringify(extensions)}}` : null
  const stringify = () => (tail ? answerText(answer).slice(0, -1) + tail : answerText(answer))
  const bytes = () =>
    tail ? Buffer.concat([answerBytes(answer).subarray(0, -1), Buffer.from(tail)]) : answerBytes(answer)
  if (data === null) return { errors, stringify, bytes }
  return errors.length === 0
    ? { data: undefined, stringify, bytes }
    : { data: undefined, errors, stringify, bytes }
}

/** True for a result with data and without errors, which is sent with status 200 as it is. */
export function isWholeAnswer(result: object): result is TextResult {
  return 'bytes' in result && !('errors' in result)
}

/** Writes an answer as JSON, once for all who get it. */
export function answerText(answer: Answer): string {
  answer.text ??= writeAnswer(answer)
  return answer.text
}

function answerBytes(answer: Answer): Buffer {
  answer.bytes ??= Buffer.from(writeAnswer(answer))
  return answer.bytes
}

function writeAnswer({ data, errors }: Answer): string {
  if (errors.length === 0) return `{"data":${data}}`
  const errorsText = JSON.stringify(errors.map(publicError))
  return data === null ? `{"errors":${errorsText}}` : `{"errors":${errorsText},"data":${data}}`
}

/** The error without what is meant for HTTP only. */
export function publicError(error: GraphQLFormattedError | GraphQLError): GraphQLFormattedError {
  const formatted = error instanceof GraphQLError ? error.toJSON() : error
  if (!formatted.extensions?.['http']) return formatted
  const { http: _, ...extensions } = formatted.extensions
  return { ...formatted, extensions }
}
