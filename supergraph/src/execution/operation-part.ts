import type { FieldNode, SelectionSetNode } from 'graphql'
import type { Answer, ExecutableOperation } from './executor.ts'
import type { JsonObject } from './json.ts'
import type { PreparedPart } from './prepare-part.ts'

/** Puts a selection set where it stands in the operation, from the root down. */
export type Placement = (set: SelectionSetNode) => SelectionSetNode

/** A part of an operation that is answered by itself: what is not deferred, or one deferred fragment. */
export interface OperationPart {
  /**
   * What asks for this part, from the root down. All parts have the same document, which has the operations of all, so that a
   * name stands for the same thing in each.
   */
  operation: ExecutableOperation
  /** The fields that lead to the objects that this part belongs to. */
  way: readonly FieldNode[]
  /** Placements on the root, on what the first field of the way leads to, and so on to its end. */
  placements: readonly Placement[]
  label: string | undefined
  /** What is deferred inside of this part. */
  deferred: readonly OperationPart[]
}

/** What came of a part. */
export interface AnsweredPart {
  /** From the root down. */
  answer: Answer
  /** What was gathered for it, where it could be begun; the parts that are deferred in it go on from here. */
  gathered?: GatheredPart
}

/** What was gathered for a part. */
export interface GatheredPart {
  data: JsonObject
  prepared: PreparedPart
}
