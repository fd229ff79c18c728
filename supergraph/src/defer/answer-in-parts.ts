import type { GraphQLFormattedError } from 'graphql'
import type { Answer } from '../execution/executor.ts'
import { isJsonObject } from '../execution/json.ts'
import type { DeferredParts } from './split-deferred.ts'

type Path = readonly (string | number)[]

/** One part of an answer, in the form of the incremental delivery proposal that `deferSpec=20220824` names. */
export interface AnswerPart {
  data?: unknown
  errors?: readonly GraphQLFormattedError[]
  incremental?: {
    data: unknown
    path: Path
    label?: string
    errors?: readonly GraphQLFormattedError[]
  }[]
  hasNext: boolean
}

interface Arrival {
  part: DeferredParts
  /** The data of the part that it was deferred in. */
  within: unknown
  answer: Answer
}

/**
 * Answers an operation in parts: first what is not deferred, then each deferred fragment as soon as it is there. All
 * fragments of one part are fetched at the same time, those inside of another one after it.
 */
export async function* answerInParts(
  parts: DeferredParts,
  execute: (part: DeferredParts) => Promise<Answer>,
): AsyncGenerator<AnswerPart, void> {
  const first = await execute(parts)
  const data = first.data === null ? undefined : JSON.parse(first.data)
  const underWay = new Map<DeferredParts, Promise<Arrival>>()
  const begin = (part: DeferredParts, within: unknown) => {
    if (objectsAt(within, part.path).length === 0) return
    underWay.set(
      part,
      execute(part).then(answer => ({ part, within, answer })),
    )
  }
  for (const part of parts.deferred) begin(part, data)
  yield { ...(data === undefined ? {} : { data }), ...errorsOf(first.errors), hasNext: underWay.size > 0 }
  while (underWay.size > 0) {
    const { part, within, answer } = await Promise.race(underWay.values())
    underWay.delete(part)
    const arrived: unknown = JSON.parse(answer.data ?? 'null')
    for (const inner of part.deferred) begin(inner, arrived)
    yield { incremental: incrementsOf(part, within, arrived, answer.errors), hasNext: underWay.size > 0 }
  }
}

/** What a deferred fragment adds to each object that it belongs to; nothing where the object is of another type. */
function incrementsOf(
  { path, label }: DeferredParts,
  within: unknown,
  arrived: unknown,
  errors: readonly GraphQLFormattedError[],
): NonNullable<AnswerPart['incremental']> {
  const left = new Set(errors)
  return objectsAt(within, path).flatMap((way, at, all) => {
    const data = valueAt(arrived, way)
    const own = [...left].filter(error => concerns(error, way) || at === all.length - 1)
    for (const error of own) left.delete(error)
    if (own.length === 0 && isJsonObject(data) && Object.keys(data).length === 0) return []
    return [{ data: data ?? null, path: way, ...(label === undefined ? {} : { label }), ...errorsOf(own) }]
  })
}

function concerns({ path }: GraphQLFormattedError, way: Path): boolean {
  return way.every((step, at) => path?.[at] === step)
}

function errorsOf(errors: readonly GraphQLFormattedError[]): { errors?: readonly GraphQLFormattedError[] } {
  return errors.length > 0 ? { errors } : {}
}

/** The ways to all objects at a path of response names. */
function objectsAt(value: unknown, path: readonly string[], way: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => objectsAt(item, path, [...way, at]))
  if (!isJsonObject(value)) return []
  const [name, ...rest] = path
  return name === undefined ? [way] : objectsAt(value[name], rest, [...way, name])
}

function valueAt(value: unknown, way: Path): unknown {
  return way.reduce<unknown>((inner, step) => (inner === null ? null : Object(inner)[step]), value)
}
