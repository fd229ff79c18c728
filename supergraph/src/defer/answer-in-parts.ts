import type { GraphQLFormattedError } from 'graphql'
import { isJsonObject } from '../execution/json.ts'
import type { AnsweredPart, GatheredPart, OperationPart } from '../execution/operation-part.ts'
import { responseName } from '../execution/plan/selections.ts'

type Path = readonly (string | number)[]
type Errors = readonly GraphQLFormattedError[]

/** A deferred fragment at one of the objects that it belongs to. */
export interface DeferredAt {
  path: Path
  label: string | undefined
}

/** What came of a deferred fragment at one object. */
export interface ArrivedAt {
  deferred: DeferredAt
  /** What it adds to the object; null when that could not be given. Nothing where the object is of another type. */
  data: unknown
  errors: Errors
}

/** One part of an answer; each client gets it in the form that it asks for (part-formats.ts). */
export interface AnswerPart {
  /** What is not deferred; in the first part only. */
  first?: { data: unknown; errors: Errors }
  arrived: readonly ArrivedAt[]
  /** What was deferred in this part, and follows. */
  deferred: readonly DeferredAt[]
  hasNext: boolean
}

interface Arrival {
  part: OperationPart
  places: readonly DeferredAt[]
  answered: AnsweredPart
}

/**
 * Answers an operation in parts: first what is not deferred, then each deferred fragment as soon as it is there. All
 * fragments of one part are fetched at the same time, those inside of another one after it.
 */
export async function* answerInParts(
  whole: OperationPart,
  execute: (part: OperationPart, within?: GatheredPart) => Promise<AnsweredPart>,
): AsyncGenerator<AnswerPart, void> {
  const underWay = new Map<OperationPart, Promise<Arrival>>()
  /** Begins with what is deferred in a part that arrived. */
  const begin = ({ deferred }: OperationPart, data: unknown, gathered: GatheredPart | undefined) =>
    deferred.flatMap(part => {
      const places = objectsAt(data, part.way.map(responseName)).map(path => ({ path, label: part.label }))
      if (places.length > 0)
        underWay.set(
          part,
          execute(part, gathered).then(answered => ({ part, places, answered })),
        )
      return places
    })

  const { answer, gathered } = await execute(whole)
  const data: unknown = answer.data === null ? undefined : JSON.parse(answer.data)
  const deferred = begin(whole, data, gathered)
  yield { first: { data, errors: answer.errors }, arrived: [], deferred, hasNext: underWay.size > 0 }
  while (underWay.size > 0) {
    const { part, places, answered } = await Promise.race(underWay.values())
    underWay.delete(part)
    const within: unknown = JSON.parse(answered.answer.data ?? 'null')
    const inner = begin(part, within, answered.gathered)
    const arrived = arrivedAt(places, within, answered.answer.errors)
    yield { arrived, deferred: inner, hasNext: underWay.size > 0 }
  }
}

/** What arrived at each place. Errors that lie at none of them are told at the last one. */
function arrivedAt(places: readonly DeferredAt[], within: unknown, errors: Errors): ArrivedAt[] {
  const left = new Set(errors)
  return places.map((deferred, at) => {
    const isLast = at === places.length - 1
    const own = [...left].filter(error => isLast || concerns(error, deferred.path))
    for (const error of own) left.delete(error)
    return { deferred, data: valueAt(within, deferred.path) ?? null, errors: own }
  })
}

function concerns({ path }: GraphQLFormattedError, way: Path): boolean {
  return way.every((step, at) => path?.[at] === step)
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
