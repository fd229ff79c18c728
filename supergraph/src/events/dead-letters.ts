import { ConflictError, NotFoundError, OrionError } from '@orion/common/errors'
import {
  CursorError,
  connectionOf,
  encodeCursor,
  type Page,
  type Position,
  positionTime,
} from '@orion/common/graphql/connection'
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
const told = z.object({
  id: z.uuid(),
  kind: upperCase,
  name: z.string(),
  error: z.string(),
  attempts: z.number().int(),
  failedAt: z.iso.datetime(),
  replayedAt: z.iso.datetime().nullable(),
})
const list = z.object({ items: z.array(told), pageInfo: z.object({ hasNextPage: z.boolean() }) })
const conflict = z.object({ error: z.object({ code: z.literal('CONFLICT'), message: z.string() }) })

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
    const refusal = conflict.safeParse(body)
    if (refusal.success) throw new ConflictError(refusal.data.error.message)
    if (answer.statusCode >= 400 && answer.statusCode !== 404)
      throw new SilentServiceError(service, `answered with ${answer.statusCode}`)
    return { isFound: answer.statusCode !== 404, body }
  }

  async function lettersOf(service: string, wanted: URLSearchParams, headersFor: HeadersFor) {
    const { body } = await ask(service, `${PATH}?${wanted}`, 'GET', headersFor)
    const parsed = list.safeParse(body)
    if (!parsed.success) throw new SilentServiceError(service, 'told something else than its dead letters')
    const { items, pageInfo } = parsed.data
    return { letters: items.map(letter => letterOf(service, letter)), hasMore: pageInfo.hasNextPage }
  }

  return {
    /** A page over all services, newest first, and which of them had nothing to say. */
    async page(page: Page, { services, isReplayed }: DeadLetterFilter, headersFor: HeadersFor) {
      const asked = [...addresses().keys()].filter(name => services?.includes(name.toUpperCase()) ?? true)
      const cursorAt = page.after && cursorsAfter(page.after)
      const told = await Promise.allSettled(
        asked.map(service => {
          const wanted = new URLSearchParams({ first: String(page.first) })
          if (cursorAt) wanted.set('after', cursorAt(service))
          if (typeof isReplayed === 'boolean') wanted.set('replayed', String(isReplayed))
          return lettersOf(service, wanted, headersFor)
        }),
      )
      const heard = told.flatMap(result => (result.status === 'fulfilled' ? result.value : []))
      const rows = heard.flatMap(({ letters }) => letters).sort((a, b) => compare(b, a))
      const { pageInfo, ...connection } = connectionOf(rows, page, ({ failedAt, id }) => ({
        value: failedAt,
        id,
      }))
      const hasNextPage = pageInfo.hasNextPage || heard.some(({ hasMore }) => hasMore)
      return {
        ...connection,
        pageInfo: { ...pageInfo, hasNextPage },
        missing: told.flatMap((result, index) =>
          result.status === 'rejected'
            ? [{ service: asked[index]?.toUpperCase(), message: reasonOf(result.reason) }]
            : [],
        ),
      }
    },

    /**
     * Has a service try again what it gave up. @returns the letter as it is then.
     * @throws NotFoundError when there is none of that id; ConflictError when somebody did so just now; SilentServiceError when
     * its service does not answer.
     */
    async replay(id: string, headersFor: HeadersFor): Promise<DeadLetter> {
      const [service = ''] = id.split(':')
      const letterId = id.slice(service.length + 1)
      if (!addresses().has(service) || !z.uuid().safeParse(letterId).success)
        throw new NotFoundError('dead letter', id)
      const { isFound, body } = await ask(service, `${PATH}/${letterId}/replay`, 'POST', headersFor)
      if (!isFound) throw new NotFoundError('dead letter', id)
      const letter = told.safeParse(body)
      if (!letter.success) throw new SilentServiceError(service, 'told something else than its dead letter')
      return letterOf(service, letter.data)
    },
  }
}
export type DeadLetters = ReturnType<typeof createDeadLetters>

const letterOf = (service: string, letter: z.output<typeof told>): DeadLetter => ({
  ...letter,
  id: `${service}:${letter.id}`,
  service: service.toUpperCase(),
})

const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
const place = z.object({ value: positionTime, id: z.string().regex(/^[a-z]+:[\da-f-]{36}$/) })

/** For each service the cursor of its own list that stands for a place in the list of all. @throws CursorError */
function cursorsAfter(after: Position): (service: string) => string {
  const { success, data } = place.safeParse(after)
  if (!success) throw new CursorError(encodeCursor(after))
  const [itsService = '', itsId = ''] = data.id.split(':')
  const idAt = (service: string) => {
    if (service === itsService) return itsId
    // Of those of the same moment, the letters of later services came before.
    return service < itsService ? LAST_ID : FIRST_ID
  }
  return service => encodeCursor({ value: data.value.toISOString(), id: idAt(service) })
}

/** Orders by time, then by service and id, character by character as Postgres does. */
function compare(a: DeadLetter, b: DeadLetter): number {
  if (a.failedAt !== b.failedAt) return a.failedAt < b.failedAt ? -1 : 1
  return a.id < b.id ? -1 : 1
}

function reasonOf(error: unknown): string {
  if (error instanceof OrionError) return error.message
  throw error
}
