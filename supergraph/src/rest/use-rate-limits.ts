import { networkOf } from '@orion/common/access/network'
import { answerError } from '../http/answer.ts'
import type { GatewayPlugin } from '../plugin.ts'
import { rateLimitGroup } from './rate-limit-groups.ts'
import type { RateLimiter } from './rate-limiter.ts'
import type { ReportRefusedSignIns } from './report-refused-sign-ins.ts'

/**
 * Counts calls by group and caller, says in headers how many are left, and refuses those above the limit with 429.
 * @param factor makes all limits larger, for load tests. Default 1.
 * @param reportSignIns is told of sign-ins that are refused
 */
export function useRateLimits(
  limiter: RateLimiter,
  factor = 1,
  reportSignIns?: ReportRefusedSignIns,
): GatewayPlugin {
  return {
    async onRequest({ method, path, caller, response }) {
      const group = rateLimitGroup(method, path)
      if (!group || method === 'OPTIONS') return false
      const isKnown = group.by === 'user' && caller.viewer !== null
      const who = isKnown ? `user:${caller.viewer?.userId}` : `ip:${networkOf(caller.ip)}`
      const state = await limiter.take(group.name, who, Math.ceil(group.limit * factor))
      response.setHeader('x-ratelimit-limit', state.limit)
      response.setHeader('x-ratelimit-remaining', state.remaining)
      response.setHeader('x-ratelimit-reset', state.resetSeconds)
      if (state.allowed) return false
      if (group.name === 'auth') void reportSignIns?.(caller, networkOf(caller.ip))
      const message = `More than ${state.limit} calls in a minute; wait ${state.resetSeconds} seconds.`
      answerError(response, 429, 'RATE_LIMITED', message, { 'retry-after': String(state.resetSeconds) })
      return true
    },
  }
}
