import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { Answer } from '../execution/executor.ts'

/** A result as yoga sends it: the text of the data exists already and is not built from objects. */
export interface TextResult {
  /** Present, without a value, when there is data: the text holds it. */
  data?: undefined
  errors?: readonly (GraphQLFormattedError | GraphQLError)[]
  stringify(result: TextResult): string
}

/** Makes an answer what yoga sends over HTTP. */
export function textResult({ data, errors }: Answer): TextResult {
  const stringify = (result: TextResult) => answerText({ data, errors: result.errors ?? [] })
  if (data === null) return { errors, stringify }
  return errors.length === 0 ? { data: undefined, stringify } : { data: undefined, errors, stringify }
}

/** Writes an answer as JSON. */
export function answerText({ data, errors }: Answer): string {
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
