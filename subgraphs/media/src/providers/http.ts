import { describeError, retryAfterMs } from '@orion/common'
import type { z } from 'zod'
import { ImageProviderError } from './image-provider.ts'

const MAX_BODY_BYTES = 40 * 1024 * 1024

/** A call to a provider, and how its failures are to be told. */
export interface ProviderCall {
  /** The provider's name, for messages. */
  provider: string
  signal: AbortSignal
  method?: string
  headers?: Record<string, string>
  body?: string
}

/**
 * Calls a provider. Broken connections, time-outs, 408, 429 and 5xx are worth another try, other refusals are final;
 * `Retry-After` is understood in seconds and as a date. Redirects are not followed: no provider's protocol has any.
 * @throws ImageProviderError unless the answer's status is 200 to 299
 */
export async function callProvider(url: URL | string, call: ProviderCall): Promise<Response> {
  const { provider, signal, ...init } = call
  let response: Response
  try {
    response = await fetch(url, { ...init, signal, redirect: 'manual' })
  } catch (error) {
    throw asProviderError(provider, error, signal)
  }
  if (response.ok) return response
  throw await refusal(provider, response)
}

/** The whole body of an answer. @throws ImageProviderError when it breaks off or is larger than 40 MB */
export async function readBytes(response: Response, { provider, signal }: ProviderCall): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength
      if (size > MAX_BODY_BYTES) break
      chunks.push(chunk)
    }
  } catch (error) {
    throw asProviderError(provider, error, signal)
  }
  if (size > MAX_BODY_BYTES)
    throw new ImageProviderError(`${provider} sent more than 40 MB.`, { retryable: false })
  return Buffer.concat(chunks)
}

/** The body of an answer as JSON of the given shape. @throws ImageProviderError when it is something else */
export async function readJson<Schema extends z.ZodType>(
  response: Response,
  schema: Schema,
  call: ProviderCall,
): Promise<z.infer<Schema>> {
  const text = Buffer.from(await readBytes(response, call)).toString('utf8')
  return parseAnswer(text, schema, call.provider)
}

/** Parses what a provider said. @throws ImageProviderError when it is no JSON of the given shape */
export function parseAnswer<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  provider: string,
): z.infer<Schema> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new ImageProviderError(`${provider} answered with something that is not JSON.`, {
      retryable: true,
      cause,
    })
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new ImageProviderError(
    `${provider} answered in a shape it should not have: ${issue?.path.join('.')}: ${issue?.message}.`,
    { retryable: true },
  )
}

/** Any failure of a call as what it means for the chain. An abort by the caller is not worth another try. */
export function asProviderError(provider: string, error: unknown, signal: AbortSignal): ImageProviderError {
  if (error instanceof ImageProviderError) return error
  const reason: unknown = signal.reason
  if (signal.aborted && reason instanceof Error && reason.name === 'TimeoutError')
    return new ImageProviderError(`${provider} did not answer in time.`, { retryable: true })
  if (signal.aborted)
    return new ImageProviderError(`The call to ${provider} was stopped.`, { retryable: false })
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return new ImageProviderError(`${provider} could not be reached: ${describeError(cause)}`, {
    retryable: true,
  })
}

async function refusal(provider: string, response: Response): Promise<ImageProviderError> {
  const { status } = response
  const text = await response.text().catch(() => '')
  return new ImageProviderError(
    `${provider} answered ${status}: ${complaintOf(text) || response.statusText}`,
    {
      retryable: status === 408 || status === 429 || status >= 500,
      retryAfterMs: retryAfterMs(response.headers.get('retry-after')),
    },
  )
}

/** The human part of an error body, whichever of the usual shapes it has; 300 characters at most. */
function complaintOf(text: string): string {
  const said = /"(?:message|detail|msg|error)"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1]
  return (said ?? (text.startsWith('<') ? '' : text)).replace(/\s+/g, ' ').trim().slice(0, 300)
}
