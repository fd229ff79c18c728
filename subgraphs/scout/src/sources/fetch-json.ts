import { type FetchLimits, guardedFetch } from '@orion/common/web/guarded-fetch'
import type { z } from 'zod'
import { refuseBadStatus } from './fetch-feed.ts'
import { SourceError } from './source-error.ts'

export interface JsonRequest extends FetchLimits {
  signal?: AbortSignal
  headers?: Record<string, string>
}

/** GETs JSON within the limits of `guardedFetch` and gives it in the shape of `schema`, or throws `SourceError`. */
export async function fetchJson<Shape>(
  address: string,
  schema: z.ZodType<Shape>,
  request: JsonRequest = {},
): Promise<Shape> {
  const headers = { accept: 'application/json', ...request.headers }
  const response = await guardedFetch(address, { ...request, headers })
  refuseBadStatus(address, response)
  let value: unknown
  try {
    value = JSON.parse(response.body.toString('utf8'))
  } catch (cause) {
    throw new SourceError('BAD_ANSWER', `"${address}" answered with something that is not JSON.`, { cause })
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new SourceError(
    'BAD_ANSWER',
    `"${address}" answered in an unexpected shape: ${issue?.path.join('.') || 'the answer'}: ${issue?.message}.`,
  )
}
