/** The plan that both planners are translated to: what to fetch from which subgraph, and in which order. */
export type PlanNode =
  | { kind: 'sequence'; nodes: PlanNode[] }
  | { kind: 'parallel'; nodes: PlanNode[] }
  | { kind: 'fetch'; fetch: FetchNode }
  | { kind: 'batch'; fetch: BatchNode }

/** A plan; a subscription also names where its events come from. */
export interface QueryPlan {
  node: PlanNode | null
  start: SubscriptionNode | null
}

/** Where the events of a subscription come from. */
export interface SubscriptionNode {
  subgraph: string
  operation: string
  variables: string[]
}

/** One step of a path through the answer: a field, every item of a list, or only objects of certain types. */
export type PathStep =
  | { kind: 'field'; name: string }
  | { kind: 'each' }
  | { kind: 'types'; names: ReadonlySet<string> }

export interface SubgraphRequest {
  subgraph: string
  /** The text of the operation for that subgraph. */
  operation: string
  isRead: boolean
  /** The names of the client's variables that the operation uses. */
  variables: string[]
}

/** Reads fields of the root, or, with `requires`, of the entities found at `path`. */
export interface FetchNode extends SubgraphRequest {
  path: PathStep[]
  requires: RequiredSelection[] | null
  inputRewrites: Rewrite[]
  outputRewrites: Rewrite[]
  /** Values of enclosing objects that the operation takes as variables (`@fromContext`). */
  contexts: ContextValue[]
  /**
   * Where a fetch reads again what is there already: the objects that get what it reads, each from the one with the same key,
   * since lists may have changed meanwhile.
   */
  joins?: KeyJoin[]
}

/** The objects at a path, and what tells them apart. */
export interface KeyJoin {
  path: PathStep[]
  key: RequiredSelection[]
}

/** Reads several groups of entities, each under an alias of its own, in one request. */
export interface BatchNode extends SubgraphRequest {
  groups: BatchGroup[]
}

/** Entities of a batch that are read with the same selection. */
export interface BatchGroup {
  alias: string
  /** The variable that carries their representations. */
  representationsVariable: string
  paths: PathStep[][]
  requires: RequiredSelection[]
  inputRewrites: Rewrite[]
  outputRewrites: Rewrite[]
}

/** What a representation must hold. */
export type RequiredSelection =
  | { kind: 'field'; read: string; send: string; selections: RequiredSelection[] | null }
  | { kind: 'fragment'; on: string; selections: RequiredSelection[] }

/** A change to what is sent to, or came from, a subgraph. */
export type Rewrite =
  | { kind: 'set'; path: PathStep[]; value: unknown }
  | { kind: 'rename'; path: PathStep[]; to: string }

/** A value `levelsUp` objects above the entity, found along `path`, sent as the variable `variable`. */
export interface ContextValue {
  levelsUp: number
  path: PathStep[]
  variable: string
}
