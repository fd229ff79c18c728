import { NotFoundError, OrionError } from '@orion/common/errors'
import { connectionOf, type Page } from '@orion/common/graphql/connection'
import { request } from 'undici'
import { z } from 'zod'
import type { CallContext } from '../execution/executor.ts'
import type { ServiceAddresses } from '../rest/service-addresses.ts'

/** An event or job that a service gave up, as the graph has it. */
export interface DeadLetter {
  /** `service:id`, since two services may give up the same event. */
  id: string
  service: string
  kind: string
  name: string
  error: string
  attempts: number
  failedAt: string
  replayedAt: string | null
}

/** Which dead letters; services in upper case, as in the graph. */
export interface DeadLetterFilter {
  services?: readonly string[] | null
  isReplayed?: boolean | null
}

type HeadersFor = CallContext['headersFor']

const PATH = '/api/v1/dead-letters'
const TIMEOUT_MS = 5000

const upperCase = z.string().transform(text => text.toUpperCase())
const list = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      kind: upperCase,
      name: z.string(),
      error: z.string(),
      attempts: z.number().int(),
      failedAt: z.iso.datetime(),
      replayedAt: z.iso.datetime().nullable(),
    }),
  ),
})

/** A service does not tell its dead letters, or replays none, now. */
class SilentServiceError extends OrionError {
  constructor(service: string, reason: string) {
    super(`The service ${service} ${reason}.`, { code: 'SERVICE_UNAVAILABLE', status: 503, retryable: true })
  }
}

/**
 * The dead letters of all services, which each keeps in tables of its own: read from their REST routes in the viewer's name.
 * @param addresses of the services, known once the supergraph is
 */
export function createDeadLetters(addresses: () => ServiceAddresses) {
  async function ask(service: string, path: string, method: 'GET' | 'POST', headersFor: HeadersFor) {
    const answer = await request(`${addresses().get(service)}${path}`, {
      method,
      headers: await headersFor(service),
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
    }).catch(() => null)
    if (!answer) throw new SilentServiceError(service, 'cannot be reached')
    const body: unknown = await answer.body.json().catch(() => null)
    if (answer.statusCode >= 400 && answer.statusCode !== 404)
      throw new SilentServiceError(service, `answered with ${answer.statusCode}`)
    return { isFound: answer.statusCode !== 404, body }
  }

  async function lettersOf(service: string, headersFor: HeadersFor): Promise<DeadLetter[]> {
    const { body } = await ask(service, PATH, 'GET', headersFor)
    const parsed = list.safeParse(body)
    if (!parsed.success) throw new SilentServiceError(service, 'told something else than its dead letters')
    return parsed.data.items.map(letter => ({
      ...letter,
      id: `${service}:${letter.id}`,
      service: service.toUpperCase(),
    }))
  }

  return {
    /** A page over all services, newest first, and which of them had nothing to say. */
    async page(page: Page, { services, isReplayed }: DeadLetterFilter, headersFor: HeadersFor) {
      const asked = [...addresses().keys()].filter(name => services?.includes(name.toUpperCase()) ?? true)
      const told = await Promise.allSettled(asked.map(service => lettersOf(service, headersFor)))
      const letters = told.flatMap(result => (result.status === 'fulfilled' ? result.value : []))
      const after = page.after
      const rows = letters
        .filter(({ replayedAt }) => (isReplayed ?? null) === null || (replayedAt !== null) === isReplayed)
        .sort((a, b) => compare(b, a))
        .filter(letter => !after || compare({ failedAt: String(after.value), id: after.id }, letter) > 0)
      return {
        ...connectionOf(rows, page, ({ failedAt, id }) => ({ value: failedAt, id })),
        missing: told.flatMap((result, index) =>
          result.status === 'rejected'
            ? [{ service: asked[index]?.toUpperCase(), message: reasonOf(result.reason) }]
            : [],
        ),
      }
    },

    /**
     * Has a service try again what it gave up. @returns the letter as it is then, null when a hundred are newer.
     * @throws NotFoundError when there is none of that id; SilentServiceError when its service does not answer.
     */
    async replay(id: string, headersFor: HeadersFor): Promise<DeadLetter | null> {
      const [service = ''] = id.split(':')
      const letterId = id.slice(service.length + 1)
      if (!addresses().has(service) || !z.uuid().safeParse(letterId).success)
        throw new NotFoundError('dead letter', id)
      const { isFound } = await ask(service, `${PATH}/${letterId}/replay`, 'POST', headersFor)
      if (!isFound) throw new NotFoundError('dead letter', id)
      // It is tried again by now, also when the service tells no more.
      const letters = await lettersOf(service, headersFor).catch(() => [])
      return letters.find(letter => letter.id === id) ?? null
    },
  }
}
export type DeadLetters = ReturnType<typeof createDeadLetters>

type Place = Pick<DeadLetter, 'failedAt' | 'id'>

/** Orders by time, then by id. */
function compare(a: Place, b: Place): number {
  return a.failedAt.localeCompare(b.failedAt) || a.id.localeCompare(b.id)
}

function reasonOf(error: unknown): string {
  if (error instanceof OrionError) return error.message
  throw error
}
