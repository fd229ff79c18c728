import { buildASTSchema, GraphQLError, type GraphQLSchema, getVariableValues, parse } from 'graphql'
import { withoutSuggestions } from '../limits/use-schema-privacy.ts'
import type { Cancellation } from './cancellation.ts'
import type { SubgraphClients } from './compile/compile-plan.ts'
import { copyObject } from './compile/deep-merge.ts'
import { reportSubgraphError } from './compile/report-errors.ts'
import type { Run } from './compile/step.ts'
import type { Answer, CallContext, ExecutableOperation, Executor } from './executor.ts'
import { createSharedFlights } from './fetch/share-in-flight.ts'
import type { JsonObject } from './json.ts'
import { createOperationCache } from './operation-cache.ts'
import { createContextCheck } from './plan/context-fields.ts'
import { createPlanContinuation } from './plan/continue-plan.ts'
import { createPlanner, type PlannerChoice } from './plan/create-planner.ts'
import { createUnionMemberKeeper } from './plan/keep-union-members.ts'
import { createMisplacedFieldCheck } from './plan/misplaced-fields.ts'
import { createPrivateNames } from './plan/private-names.ts'
import { withPrivateVariables } from './plan/private-variables.ts'
import { createProgressiveOverrides } from './plan/progressive-overrides.ts'
import type { QueryPlan } from './plan/query-plan.ts'
import { createRefusalCheck } from './plan/refused-operations.ts'
import { createRequiredValuesCheck } from './plan/required-values.ts'
import { createStaging } from './plan/stage-requirements.ts'
import { createTypeConditions } from './plan/type-conditions.ts'
import { type PreparedOperation, prepareOperation } from './prepare-operation.ts'
import { type PreparedPart, preparePart } from './prepare-part.ts'

/** What an executor is made from. */
export interface ExecutorOptions {
  /** The supergraph. */
  sdl: string
  /** What clients see of it. */
  schema: GraphQLSchema
  clients: SubgraphClients
  /** Which planner to use; the fastest that this platform has by default. */
  planner?: PlannerChoice
  /** Labels of progressive `@override`s that hold, of those that are not `percent(N)`; none by default. */
  overrideLabels?: readonly string[] | undefined
  /** Told of each run how long preparing its operation took; null when it was prepared already. */
  onPrepared?: ((milliseconds: number | null) => void) | undefined
}

/** Runs operations: plan and compile once, then fetch, merge and shape for each request. */
export function createExecutor({
  sdl,
  schema,
  clients,
  planner: choice = 'fastest',
  overrideLabels = [],
  onPrepared,
}: ExecutorOptions): Executor {
  const supergraph = parse(sdl, { noLocation: true })
  const full = buildASTSchema(supergraph, { assumeValid: true })
  const types = createTypeConditions(full)
  const privateNames = createPrivateNames(supergraph)
  const overrides = createProgressiveOverrides(supergraph, overrideLabels)
  const isMisplaced = createMisplacedFieldCheck(supergraph, full)
  const sendsOtherValues = createRequiredValuesCheck(supergraph, full, types)
  const isRefused = createRefusalCheck(supergraph, full)
  const isWrong = (plan: QueryPlan) =>
    isMisplaced(plan.node) || sendsOtherValues(plan) || isRefused(plan.node)
  const staging = createStaging(supergraph, full, types)
  const needsContext = createContextCheck(supergraph)
  const planner = createPlanner({ sdl, schema, types, overrides, choice, isWrong, needsContext, staging })
  const keepUnionMembers = createUnionMemberKeeper(supergraph, full)
  const continuation = createPlanContinuation(supergraph, types)
  const preparation = { schema, planner, types, privateNames, keepUnionMembers, clients, continuation }
  const whole = createOperationCache<PreparedOperation>(overrides)
  const prepare = (operation: ExecutableOperation, variables: Record<string, unknown>) =>
    whole(operation, variables, share => prepareOperation(preparation, operation, variables, share))
  const inParts = createOperationCache<PreparedPart>(overrides)

  const gather = async (
    prepared: Pick<PreparedOperation, 'run' | 'shape'>,
    variables: Record<string, unknown>,
    seed: JsonObject,
    call: CallContext,
    begin?: (run: Run) => void,
  ) => {
    const entities: Run['entities'] = new Map()
    const changed = () => {
      entities.clear()
      outdate()
    }
    const run: Run = { data: seed, variables, errors: [], call, entities, changed }
    begin?.(run)
    await prepared.run?.(run)
    return prepared.shape(run.data, run.errors)
  }

  // Identical queries in flight, of callers with the same rights, are one run with one text for all of them.
  const flights = createSharedFlights<Answer>()
  const outdate = () => {
    flights.outdate()
    for (const client of clients.values()) client.outdate?.()
  }

  return {
    async execute(operation, call): Promise<Answer> {
      const variables = coerce(schema, operation)
      if ('errors' in variables) return { data: null, errors: variables.errors }
      const startedAt = performance.now()
      const found = prepare(operation, variables.coerced)
      const isNew = found instanceof Promise
      const prepared = isNew ? await found : found
      const preparedMs = isNew ? performance.now() - startedAt : null
      onPrepared?.(preparedMs)
      call.observer?.planned(prepared.plan, preparedMs)
      const run = (cancellation: Cancellation | undefined) => {
        const seed = prepared.introspect?.(operation.variables) ?? {}
        return gather(prepared, variables.coerced, seed, { ...call, cancellation })
      }
      if (operation.operation.operation !== 'query') return run(call.cancellation)
      const group = `${prepared.number} ${call.rightsKey}`
      return flights.join(group, JSON.stringify(variables.coerced), call.cancellation, run)
    },

    async executePart(part, { variables, trafficShare }, call, within) {
      const operation = { ...part.operation, variables, trafficShare }
      const values = coerce(schema, operation)
      if ('errors' in values) return { answer: { data: null, errors: values.errors } }
      const startedAt = performance.now()
      const found =
        within?.prepared.deferred.get(part) ??
        inParts(operation, values.coerced, share => preparePart(preparation, part, values.coerced, share))
      const isNew = found instanceof Promise
      const prepared = isNew ? await found : found
      if ('problem' in prepared) throw prepared.problem
      const preparedMs = isNew ? performance.now() - startedAt : null
      if (!within) onPrepared?.(preparedMs)
      call.observer?.planned(prepared.plan, preparedMs)
      const known = within && prepared.goesOn ? copyObject(within.data) : {}
      const data = Object.assign(known, prepared.introspect?.(variables))
      return { answer: await gather(prepared, values.coerced, data, call), gathered: { data, prepared } }
    },

    async startOf(operation) {
      const variables = coerce(schema, operation)
      if ('errors' in variables) throw variables.errors[0] ?? new GraphQLError('The variables are wrong')
      const { start } = await prepare(operation, variables.coerced)
      if (!start) throw new GraphQLError('This subscription has no source of events')
      const used = start.variables.filter(name => variables.coerced[name] !== undefined)
      return {
        subgraph: start.subgraph,
        operation: start.operation,
        variables: Object.fromEntries(used.map(name => [name, variables.coerced[name]])),
      }
    },

    async completeEvent(operation, { data, errors }, call) {
      const variables = coerce(schema, operation)
      if ('errors' in variables) return { data: null, errors: variables.errors }
      const prepared = await prepare(operation, variables.coerced)
      // An event tells of a change.
      outdate()
      return gather(prepared, variables.coerced, data ?? {}, call, run => {
        const subgraph = prepared.start?.subgraph ?? ''
        for (const error of errors) reportSubgraphError(run, subgraph, error, error.path ? [error.path] : [])
      })
    },
  }
}

const NO_VARIABLES = { coerced: {} }

function coerce(
  schema: GraphQLSchema,
  { operation, variables }: ExecutableOperation,
): { coerced: Record<string, unknown> } | { errors: readonly GraphQLError[] } {
  const definitions = operation.variableDefinitions
  if (!definitions || definitions.length === 0) return NO_VARIABLES
  const { coerced, errors } = getVariableValues(schema, definitions, variables, { maxErrors: 10 })
  if (coerced) return { coerced: withPrivateVariables(coerced) }
  return { errors: (errors ?? []).map(withInputCode) }
}

/** Suggests no values, since the schema may be private. Answers with errors in the variables are the client's fault: status 400 where the media type allows one. */
function withInputCode(error: GraphQLError): GraphQLError {
  const extensions = { ...error.extensions, code: 'BAD_USER_INPUT', http: { status: 400, spec: true } }
  return new GraphQLError(withoutSuggestions(error.message), { nodes: error.nodes, extensions })
}
