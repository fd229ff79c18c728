import type { GraphQLFormattedError } from 'graphql'
import { isJsonObject } from '../execution/json.ts'
import { acceptedRanges } from '../http/accepted-types.ts'
import type { AnswerPart, ArrivedAt, DeferredAt } from './answer-in-parts.ts'

/** A form of answers in parts. */
export interface PartFormat {
  /** The parameter of `multipart/mixed` by which clients ask for it. */
  parameter: string
  /** Begins to write the parts of one answer. */
  begin(): (part: AnswerPart) => object
}

/** The proposal of 2022-08-24: what is deferred comes with the path to where it belongs. */
const byPath: PartFormat = {
  parameter: 'deferSpec=20220824',
  begin:
    () =>
    ({ first, arrived, hasNext }) => {
      if (first) return { ...firstOf(first), hasNext }
      const incremental = arrived
        .filter(addsSomething)
        .map(({ deferred: { path, label }, data, errors }) => ({
          data,
          path,
          ...(label === undefined ? {} : { label }),
          ...errorsOf(errors),
        }))
      return { incremental, hasNext }
    },
}

/** https://specs.apollo.dev/incremental/v0.2: what is deferred is announced with an id, under which it comes and is completed. */
const byId: PartFormat = {
  parameter: 'incrementalSpec=v0.2',
  begin() {
    const ids = new Map<DeferredAt, string>()
    return ({ first, arrived, deferred, hasNext }) => {
      const pending = deferred.map(place => {
        const id = String(ids.size)
        ids.set(place, id)
        const { path, label } = place
        return { id, path, ...(label === undefined ? {} : { label }) }
      })
      const announced = pending.length > 0 ? { pending } : {}
      if (first) return { ...firstOf(first), ...announced, hasNext }
      const incremental = arrived.flatMap(each => {
        const id = ids.get(each.deferred)
        return each.data !== null && addsSomething(each)
          ? [{ id, data: each.data, ...errorsOf(each.errors) }]
          : []
      })
      const completed = arrived.map(({ deferred: place, data, errors }) => ({
        id: ids.get(place),
        ...(data === null ? errorsOf(errors) : {}),
      }))
      return { ...announced, ...(incremental.length > 0 ? { incremental } : {}), completed, hasNext }
    }
  },
}

/** The form that an `Accept` header wants most, of those that it names; by path where it names none. */
export function partFormat(accept = ''): PartFormat {
  const wanted = acceptedRanges(accept).find(
    ({ parameters }) => parameters.has('deferspec') || parameters.has('incrementalspec'),
  )
  return wanted?.parameters.get('incrementalspec') === 'v0.2' ? byId : byPath
}

/** Of an object of another type than the fragment's, nothing arrives. */
function addsSomething({ data, errors }: ArrivedAt): boolean {
  return errors.length > 0 || !isJsonObject(data) || Object.keys(data).length > 0
}

const firstOf = ({ data, errors }: NonNullable<AnswerPart['first']>) => ({
  ...(data === undefined ? {} : { data }),
  ...errorsOf(errors),
})

function errorsOf(errors: readonly GraphQLFormattedError[]): { errors?: readonly GraphQLFormattedError[] } {
  return errors.length > 0 ? { errors } : {}
}
