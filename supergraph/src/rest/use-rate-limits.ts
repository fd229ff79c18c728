import { networkOf } from '@orion/common/access/network'
import { GraphQLError } from 'graphql'
import { type Caller, countedAs } from '../caller.ts'
import { GRAPHQL_PATH } from '../graphql/path.ts'
import { answerError } from '../http/answer.ts'
import type { GatewayPlugin } from '../plugin.ts'
import { type RateLimitGroup, rateLimitGroup } from './rate-limit-groups.ts'
import type { RateLimiter, RateLimitState } from './rate-limiter.ts'
import type { ReportRefusedSignIns } from './report-refused-sign-ins.ts'

/**
 * Counts calls by group and caller, says in headers how many are left, and refuses those above the limit with 429. An
 * operation over a WebSocket counts as a call of the endpoint, and so does each operation of a batch.
 * @param factor makes all limits larger, for load tests. Default 1.
 * @param reportSignIns is told of sign-ins that are refused
 */
export function useRateLimits(
  limiter: RateLimiter,
  factor = 1,
  reportSignIns?: ReportRefusedSignIns,
): GatewayPlugin {
  const take = ({ name, limit, by }: RateLimitGroup, caller: Caller, amount?: number) => {
    const who = by === 'user' ? countedAs(caller) : `ip:${networkOf(caller.ip)}`
    return limiter.take(name, who, Math.ceil(limit * factor), amount)
  }
  const takeOperations = async (caller: Caller, amount: number) => {
    const group = rateLimitGroup('POST', GRAPHQL_PATH)
    const state = group && (await take(group, caller, amount))
    if (!state || state.allowed) return
    const http = { status: 429, headers: { 'retry-after': String(state.resetSeconds) } }
    const extensions = { code: 'RATE_LIMITED', retryAfterSeconds: state.resetSeconds, http }
    throw new GraphQLError(refusal(state), { extensions })
  }
  const refusal = ({ limit, resetSeconds }: RateLimitState) =>
    `More than ${limit} calls in a minute; wait ${resetSeconds} seconds.`

  return {
    async onRequest({ method, path, caller, response }) {
      const group = rateLimitGroup(method, path)
      if (!group || method === 'OPTIONS') return false
      const state = await take(group, caller)
      response.setHeader('x-ratelimit-limit', state.limit)
      response.setHeader('x-ratelimit-remaining', state.remaining)
      response.setHeader('x-ratelimit-reset', state.resetSeconds)
      if (state.allowed) return false
      if (group.name === 'auth') void reportSignIns?.(caller, networkOf(caller.ip))
      const headers = { 'retry-after': String(state.resetSeconds) }
      answerError(response, 429, 'RATE_LIMITED', refusal(state), headers)
      return true
    },
    onSocketOperation: caller => takeOperations(caller, 1),
    graphql: {
      onRequestParse: ({ serverContext: { caller } }) => ({
        async onRequestParseDone({ requestParserResult: operations }) {
          // The request itself was counted as one.
          if (Array.isArray(operations) && operations.length > 1)
            await takeOperations(caller, operations.length - 1)
        },
      }),
    },
  }
}
