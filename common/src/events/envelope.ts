import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { roles } from '../access/scopes.ts'
import { OrionError } from '../errors.ts'
import { traceparent } from '../service/request-context.ts'
import { declarationOf, type EventData, type EventName, eventNames, type ServiceName } from './catalogue.ts'

/** What every event has on the wire before its name. */
export const WIRE_PREFIX = 'orion.'

/**
 * Who may see an event live: these users, and everybody with one of these roles. Admins see all that is not personal; some
 * events need a right of their own (`may-hear.ts`).
 */
export const audience = z.object({
  userIds: z.array(z.string()).default([]),
  roles: z.array(z.enum(roles)).default([]),
})
export type Audience = z.infer<typeof audience>

const wireNames = eventNames.map(name => `${WIRE_PREFIX}${name}`) as [string, ...string[]]

/** An event on the wire: CloudEvents 1.0 in JSON, with the extensions `traceparent`, `sequence` and `audience`. */
const envelope = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  source: z.string(),
  type: z.enum(wireNames),
  time: z.iso.datetime(),
  subject: z.string(),
  datacontenttype: z.literal('application/json'),
  traceparent: z.string().optional(),
  /** Its place among all events that were told live, in digits; given by the relay. */
  sequence: z.string().regex(/^\d+$/).optional(),
  audience,
  data: z.unknown(),
})

/** An event of one name. */
export interface Envelope<Name extends EventName = EventName>
  extends Omit<z.infer<typeof envelope>, 'type' | 'data'> {
  type: `orion.${Name}`
  data: EventData<Name>
}

/** An event did not fit the catalogue. */
export class EventFormatError extends OrionError {
  constructor(message: string, cause?: unknown) {
    super(message, { code: 'EVENT_FORMAT', cause })
  }
}

/** The name of an event, without its prefix. */
export function nameOf(event: Envelope): EventName {
  return event.type.slice(WIRE_PREFIX.length) as EventName
}

/**
 * Wraps what happened into an envelope. `subject` is the id of what it is about.
 * @throws EventFormatError when the data does not fit the catalogue, or the service may not publish the event.
 */
export function createEnvelope<Name extends EventName>(
  service: ServiceName,
  name: Name,
  event: { subject: string; data: EventData<Name>; audience: Partial<Audience> },
): Envelope<Name> {
  const declaration = declarationOf(name)
  if (!declaration.publishers.includes(service))
    throw new EventFormatError(`${service} may not publish ${name}.`)
  const data = declaration.data.safeParse(event.data)
  if (!data.success) throw new EventFormatError(`${name}: ${z.prettifyError(data.error)}`)
  return {
    specversion: '1.0',
    id: randomUUID(),
    source: `/orion/${service}`,
    type: `${WIRE_PREFIX}${name}`,
    time: new Date().toISOString(),
    subject: event.subject,
    datacontenttype: 'application/json',
    traceparent: traceparent(),
    audience: { userIds: event.audience.userIds ?? [], roles: event.audience.roles ?? [] },
    data: data.data as EventData<Name>,
  } as Envelope<Name>
}

/**
 * Reads an envelope from outside.
 * @throws EventFormatError when it does not fit the catalogue.
 */
export function parseEnvelope(value: unknown): Envelope {
  const head = envelope.safeParse(value)
  if (!head.success) throw new EventFormatError(`Not an event: ${z.prettifyError(head.error)}`)
  const name = head.data.type.slice(WIRE_PREFIX.length) as EventName
  const data = declarationOf(name).data.safeParse(head.data.data)
  if (!data.success) throw new EventFormatError(`${name}: ${z.prettifyError(data.error)}`)
  return { ...head.data, data: data.data } as Envelope
}
