import { setTimeout as sleep } from 'node:timers/promises'
import { describeError, type Logger, timeoutSignal } from '@orion/common'
import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  type IPolicy,
  retry,
  wrap,
} from 'cockatiel'
import { asProviderError } from './http.ts'
import {
  type Availability,
  type GeneratedImage,
  type ImageProvider,
  ImageProviderError,
  type ImageRequest,
  type ImageTicket,
} from './image-provider.ts'

/** One attempt at one provider, whatever came of it. */
export interface ImageCall {
  provider: string
  model: string | null
  /** What went wrong; null when it gave a picture. */
  error: string | null
  units: string
  unit: string
  /** In US dollars, as a decimal text. */
  cost: string
  latencyMs: number
}

/** A picture, and who drew it. */
export interface DrawnImage extends GeneratedImage {
  provider: string
  isEmbedded: boolean
  latencyMs: number
}

export interface DrawOptions {
  /** The memory of jobs that providers accepted, by provider. */
  ticketFor(provider: string): ImageTicket
  /** Told of each attempt as soon as it ended. */
  record(call: ImageCall): Promise<void>
  log: Logger
}

/** A provider's name, and whether it can be used now. */
export type ProviderStatus = Availability & { name: string; isEmbedded: boolean }

/** The image providers in the order in which they are tried. */
export interface ImageProviders {
  readonly all: readonly ImageProvider[]
  status(): Promise<ProviderStatus[]>
  /**
   * Asks one provider after the other until one gives a picture. A provider that took the job before is asked first. Failures
   * that may pass are retried with growing pauses, or after the pause the provider asks for; a provider that failed three
   * times in a row is left alone for a while.
   * @throws ImageProviderError, retryable when one of them may answer later, that names what each provider said, when none gave a picture
   */
  draw(request: Omit<ImageRequest, 'ticket'>, options: DrawOptions): Promise<DrawnImage>
}

export interface ChainSettings {
  /** Time one attempt may take. */
  timeoutMs: number
  /** Further attempts at one provider after a failure that may pass. */
  retries: number
  /** First pause between attempts; it doubles. */
  backoffMs: number
  /** Longest pause a provider may ask for; who asks for more is passed over. */
  patienceMs: number
  /** How long a provider is left alone after three failures in a row. */
  restMs: number
}

const FAILURES_IN_A_ROW = 3
const mayPass = (error: Error): boolean => error instanceof ImageProviderError && error.retryable

/** @param all the providers; the embedded one should be the last, since it always answers */
export function createImageProviders(all: readonly ImageProvider[], settings: ChainSettings): ImageProviders {
  const policies = new Map<string, IPolicy>(all.map(({ name }) => [name, policyOf(settings)]))
  return {
    all,
    status: () =>
      Promise.all(
        all.map(async ({ name, isEmbedded, available }) => ({ name, isEmbedded, ...(await available()) })),
      ),
    async draw(request, options) {
      const complaints: string[] = []
      let canPass = false
      for (const provider of acceptedFirst(all, options)) {
        const { name } = provider
        const state = await provider.available()
        if (!state.isAvailable) {
          complaints.push(`${name}: ${state.reason}`)
          continue
        }
        try {
          const attempt = () => drawOnce(provider, request, options, settings.timeoutMs)
          return await (policies.get(name)?.execute(attempt, request.signal) ?? attempt())
        } catch (error) {
          if (request.signal.aborted) throw asProviderError(name, error, request.signal)
          const resting = error instanceof BrokenCircuitError
          canPass ||= resting || (error instanceof ImageProviderError && error.retryable)
          complaints.push(
            `${name}: ${resting ? 'is left alone after failures in a row' : describeError(error)}`,
          )
          options.log.warn(
            { provider: name, resting, error: describeError(error) },
            'no picture from a provider',
          )
        }
      }
      throw new ImageProviderError(`No provider could draw the picture. ${complaints.join(' | ')}`, {
        retryable: canPass,
      })
    },
  }
}

function acceptedFirst(all: readonly ImageProvider[], { ticketFor }: DrawOptions): ImageProvider[] {
  const hasJob = ({ name }: ImageProvider) => Number(ticketFor(name).accepted !== null)
  return [...all].sort((a, b) => hasJob(b) - hasJob(a))
}

function policyOf({ retries, backoffMs, patienceMs, restMs }: ChainSettings): IPolicy {
  const isWorthWaiting = (error: Error): boolean =>
    mayPass(error) && error instanceof ImageProviderError && (error.retryAfterMs ?? 0) <= patienceMs
  const repeat = retry(handleWhen(isWorthWaiting), {
    maxAttempts: retries,
    backoff: new DelegateBackoff<{ attempt: number; result: { error: Error } | { value: unknown } }>(
      context => {
        const error = 'error' in context.result ? context.result.error : null
        const asked = error instanceof ImageProviderError ? error.retryAfterMs : null
        return asked ?? backoffMs * 2 ** (context.attempt - 1)
      },
    ),
  })
  const breaker = circuitBreaker(handleWhen(mayPass), {
    halfOpenAfter: restMs,
    breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW),
  })
  return wrap(repeat, breaker)
}

async function drawOnce(
  provider: ImageProvider,
  request: Omit<ImageRequest, 'ticket'>,
  { ticketFor, record }: DrawOptions,
  timeoutMs: number,
): Promise<DrawnImage> {
  const { name, isEmbedded } = provider
  const started = performance.now()
  const latencyMs = () => Math.round(performance.now() - started)
  const patience = new AbortController()
  const signal = AbortSignal.any([request.signal, timeoutSignal(timeoutMs), patience.signal])
  try {
    const work = provider.generate({ ...request, signal, ticket: ticketFor(name) })
    const image = await Promise.race([work, overdue(name, timeoutMs, patience.signal)])
    await record({ provider: name, ...image, error: null, latencyMs: latencyMs() })
    return { ...image, provider: name, isEmbedded, latencyMs: latencyMs() }
  } catch (error) {
    const failure = asProviderError(name, error, signal)
    await record({
      provider: name,
      model: null,
      error: failure.message,
      units: '0',
      unit: 'image',
      cost: '0',
      latencyMs: latencyMs(),
    })
    throw failure
  } finally {
    patience.abort()
  }
}

/** Rejects a second after the time-out, for a provider that does not heed its signal. */
async function overdue(provider: string, timeoutMs: number, signal: AbortSignal): Promise<never> {
  await sleep(timeoutMs + 1000, undefined, { signal })
  throw new ImageProviderError(`${provider} did not answer in time.`, { retryable: true })
}
