import type { ReportedError, SubgraphClient } from '../fetch/subgraph-client.ts'
import { SubgraphError, unusableAnswer } from '../fetch/subgraph-error.ts'
import type { AnswerPath } from '../field-error.ts'
import type { Run } from './step.ts'

/** How many places one failure is reported at; a failed subgraph must not make the answer longer than its data. */
const PLACES_AT_MOST = 20

/** Adds an error that a subgraph reported, once for every place of the answer that it concerns. */
export function reportSubgraphError(
  run: Run,
  subgraph: string,
  error: ReportedError,
  places: readonly AnswerPath[],
): void {
  // What is meant for the server that answers, or for its developers, is not for the clients of this one.
  const { http: _, stacktrace: _1, exception: _2, ...extensions } = error.extensions ?? {}
  const report = (path?: AnswerPath) =>
    run.errors.push({
      message: error.message || `The service ${subgraph} reported an error without a message`,
      ...(path ? { path } : {}),
      extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...extensions, serviceName: subgraph },
    })
  if (places.length === 0) report()
  for (const path of places.slice(0, PLACES_AT_MOST)) report(path)
}

/** Adds the error of a request that got no answer, or none that can be used, at the places that stay empty because of it. */
export function reportFailure(
  run: Run,
  client: SubgraphClient,
  failure: unknown,
  places: readonly AnswerPath[],
): void {
  const isTold = failure instanceof SubgraphError
  if (!isTold) client.unusable?.(failure)
  const message = isTold ? failure.message : unusableAnswer(client.name)
  const reason = isTold ? { reason: failure.reason } : {}
  reportSubgraphError(run, client.name, { message, extensions: reason }, places)
}
