import * as z from 'zod'
import { AuthError, CommandError, ConflictError, NotFoundError, UnreachableError } from '../errors.ts'
import { ExitCode } from '../exit-codes.ts'
import { parseJson, retryAfterSeconds } from './http.ts'

/** The body of every failed answer of the gateway's REST routes. */
const restError = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

/**
 * The error that an answer with a failing status stands for.
 *
 * @param doing what was asked for, as the subject of a sentence: `The sign-in`
 */
export function errorOfAnswer(doing: string, response: Response, text: string): CommandError {
  const parsed = restError.safeParse(parseJson(text))
  const said = parsed.success ? parsed.data.error.message : `HTTP ${response.status}${excerpt(text)}`
  const message = `${doing} failed: ${said}`
  if (response.status === 401 || response.status === 403) return new AuthError(message)
  if (response.status === 404 && parsed.success) return new NotFoundError(message)
  if (response.status === 404)
    return new CommandError(ExitCode.apiError, message, {
      hint: `${new URL(response.url).origin} is no Orion gateway; name the right one with --gateway.`,
    })
  if (response.status === 429) return rateLimited(message, retryAfterSeconds(response))
  if ([400, 409, 413, 422].includes(response.status)) return new ConflictError(message)
  if ([502, 503, 504].includes(response.status))
    return new UnreachableError(message, { hint: 'See `orion system health`.' })
  return new CommandError(ExitCode.apiError, message)
}

/** The error of a request that came too soon. */
export function rateLimited(message: string, waitSeconds: number | null): CommandError {
  const hint = waitSeconds === null ? 'Try again later.' : `Try again in ${waitSeconds} s.`
  return new CommandError(ExitCode.rateLimited, message, { hint })
}

function excerpt(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim()
  return words ? ` (${words.length > 120 ? `${words.slice(0, 120)}…` : words})` : ''
}
