import { type DocumentNode, Kind, type ValueNode, visit } from 'graphql'

/**
 * The fields of a supergraph that move to another subgraph step by step: those with `@override(from:, label:)`. A
 * label `percent(N)` holds for N % of all requests: for those whose share of the traffic, a number from 0 to below 100
 * that is drawn once for each request, lies below N. Any other label holds when the gateway was told so.
 */
export interface ProgressiveOverrides {
  /** Labels that hold for every request. */
  active: ReadonlySet<string>
  /** Whether each label holds, for a request with this share. */
  outcomes(share: number): ReadonlyMap<string, boolean>
  /**
   * The percentages on which the plan of a document may depend, in rising order: those of fields that it names, and of
   * fields that any plan may need for keys and requirements. Fields count by their names alone, whatever their types.
   */
  percentagesFor(document: DocumentNode): readonly number[]
}

/** Reads the labels of a supergraph. @param activeLabels those that hold, of the ones that are not `percent(N)` */
export function createProgressiveOverrides(
  supergraph: DocumentNode,
  activeLabels: readonly string[],
): ProgressiveOverrides {
  const active = new Set(activeLabels)
  const percentageOf = new Map<string, number>()
  const others = new Set<string>()
  /** The percentages of all fields of a name. */
  const byName = new Map<string, Set<number>>()
  const needed = new Set<string>()
  visit(supergraph, {
    FieldDefinition({ name, directives = [] }) {
      for (const { name: directive, arguments: given = [] } of directives) {
        if (directive.value !== 'join__field') continue
        const label = given.find(argument => argument.name.value === 'overrideLabel')?.value
        if (label?.kind !== Kind.STRING) continue
        const percentage = /^percent\((.+)\)$/.exec(label.value)?.[1]
        if (percentage === undefined) others.add(label.value)
        else {
          percentageOf.set(label.value, Number(percentage))
          byName.set(name.value, (byName.get(name.value) ?? new Set()).add(Number(percentage)))
        }
      }
    },
    Directive({ name, arguments: given = [] }) {
      if (name.value !== 'join__field' && name.value !== 'join__type') return
      for (const argument of given)
        if (/^(key|requires|contextArguments)$/.test(argument.name.value))
          for (const word of namesIn(argument.value)) needed.add(word)
    },
  })
  const always = [...byName].flatMap(([name, percentages]) => (needed.has(name) ? [...percentages] : []))

  return {
    active,
    outcomes: share =>
      new Map([
        ...[...others].map(label => [label, active.has(label)] as const),
        ...[...percentageOf].map(([label, percentage]) => [label, share < percentage] as const),
      ]),
    percentagesFor(document) {
      if (byName.size === 0) return []
      const found = new Set(always)
      visit(document, {
        Field({ name }) {
          for (const percentage of byName.get(name.value) ?? []) found.add(percentage)
        },
      })
      return [...found].sort((one, other) => one - other)
    },
  }
}

/** The lowest share whose plan is the same as that of `share`. @param percentages in rising order */
export function lowestAlike(share: number, percentages: readonly number[]): number {
  return percentages.findLast(percentage => percentage <= share) ?? 0
}

/** Every name in the field sets of an argument. */
function namesIn(value: ValueNode): readonly string[] {
  if (value.kind === Kind.STRING) return value.value.match(/\w+/g) ?? []
  if (value.kind === Kind.LIST) return value.values.flatMap(namesIn)
  return value.kind === Kind.OBJECT ? value.fields.flatMap(field => namesIn(field.value)) : []
}
