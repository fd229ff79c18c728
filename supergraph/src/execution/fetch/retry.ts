import { retryAfterMs } from '@orion/common/web/retry-after'
import type { Cancellation } from '../cancellation.ts'
import type { HttpAnswer } from './http-exchange.ts'
import { isBusy } from './read-answer.ts'
import { SubgraphError, type SubgraphErrorReason } from './subgraph-error.ts'

/** How reads are tried again. */
export interface RetryOptions {
  /** Tries after the first one. Default 2. */
  retries: number
  /** The first wait; each further one is twice as long. Half of every wait is random. Default 50 ms. */
  firstDelayMs: number
  /** A longer `Retry-After` than this is not waited for. Default 2,000 ms. */
  longestDelayMs: number
}

/** The defaults of {@link RetryOptions}. */
export const RETRY: RetryOptions = { retries: 2, firstDelayMs: 50, longestDelayMs: 2000 }

/**
 * Tries a read again when the subgraph could not be reached or said that it is busy, as long as that fits into the
 * time that is left. A client that leaves ends the wait.
 * @param deadline when the read must be over, in milliseconds since the epoch
 */
export async function withRetries(
  send: () => Promise<HttpAnswer>,
  deadline: number,
  cancellation: Cancellation | undefined,
  options: RetryOptions = RETRY,
): Promise<HttpAnswer> {
  for (let retry = 0; ; retry++) {
    let outcome: unknown
    try {
      outcome = await send()
    } catch (error) {
      outcome = error
    }
    const wait = waitBefore(outcome, retry, options)
    if (wait === null || Date.now() + wait >= deadline) return settle(outcome)
    await pause(wait, cancellation)
    if (cancellation?.isCancelled) return settle(outcome)
  }
}

/** What may go better the next time. A time-out may not: there is no time left. */
const PASSING: ReadonlySet<SubgraphErrorReason> = new Set(['unreachable', 'broken-off'])

/** Milliseconds to wait before the next try; null when there should be none. */
function waitBefore(
  outcome: unknown,
  retry: number,
  { retries, firstDelayMs, longestDelayMs }: RetryOptions,
): number | null {
  if (retry >= retries) return null
  const mayPass = isAnswer(outcome)
    ? isBusy(outcome)
    : outcome instanceof SubgraphError && PASSING.has(outcome.reason)
  if (!mayPass) return null
  const asked = isAnswer(outcome) ? retryAfterMs(outcome.retryAfter) : null
  if (asked !== null) return asked <= longestDelayMs ? asked : null
  const longest = firstDelayMs * 2 ** retry
  return longest / 2 + (Math.random() * longest) / 2
}

function pause(milliseconds: number, cancellation: Cancellation | undefined): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      clearTimeout(timer)
      cancellation?.forget(end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    cancellation?.onCancel(end)
  })
}

function isAnswer(outcome: unknown): outcome is HttpAnswer {
  return typeof outcome === 'object' && outcome !== null && 'status' in outcome && 'text' in outcome
}

function settle(outcome: unknown): HttpAnswer {
  if (isAnswer(outcome)) return outcome
  throw outcome
}
