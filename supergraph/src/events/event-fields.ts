import type { Viewer } from '@orion/common/access/viewer'
import type { EventName } from '@orion/common/events/catalogue'
import { type Envelope, nameOf } from '@orion/common/events/envelope'
import { messageOf } from '@orion/common/events/event-messages'
import { mayHear } from '@orion/common/events/may-hear'
import type { SystemChange } from './system-changes.ts'

/** Something that subscriptions can be about: an event of the catalogue, or a change that the gateway itself saw. */
export type HeardEvent = Envelope | SystemChange

/** The arguments of any subscription field. */
export interface FieldArguments {
  contentId?: string | null
  id?: string | null
  after?: string | null
}

/** The value that an event has for a subscription field; null when the event is not for this field or viewer. */
export type EventField = (event: Envelope, args: FieldArguments, viewer: Viewer | null) => object | null

/** The subscription fields. Entities are references. */
export const eventFields: Record<string, EventField> = {
  pipelineEvents(event, { contentId }) {
    const { data } = event
    if (isOf(event, 'cost.recorded', 'notification.created') || !('contentId' in data)) return null
    if (contentId && contentId !== data.contentId) return null
    return {
      id: event.id,
      type: event.type,
      time: event.time,
      content: data.contentId ? { id: data.contentId } : null,
      runId: 'runId' in data ? data.runId : null,
      stage: 'stage' in data ? data.stage : null,
      status: 'status' in data ? data.status : null,
      progress: 'progress' in data ? data.progress : null,
      provider: 'provider' in data ? data.provider : null,
      message: messageOf(nameOf(event), data as never),
    }
  },
  contentUpdated(event, { id }) {
    const { data } = event
    if (isOf(event, 'pipeline.progress', 'cost.recorded', 'notification.created')) return null
    if (!('contentId' in data) || !data.contentId) return null
    return !id || id === data.contentId ? { id: data.contentId } : null
  },
  trendDetected: event => (isOf(event, 'trend.detected') ? { id: event.data.trendId } : null),
  renderProgress(event, { contentId }) {
    if (!isOf(event, 'pipeline.progress')) return null
    const { data } = event
    if (!data.renderId || (contentId && contentId !== data.contentId)) return null
    return {
      content: { id: data.contentId },
      render: { id: data.renderId },
      step: data.stage,
      progress: data.renderProgress ?? data.progress,
    }
  },
  notificationReceived(event, _args, viewer) {
    if (!isOf(event, 'notification.created') || event.data.userId !== viewer?.userId) return null
    return { id: event.data.notificationId }
  },
}

/** The field of system events, which are told to those with the right `operations:read`. */
export const SYSTEM_FIELD = 'systemEvents'

/** The value that an event has for a field and viewer; decided before anything is fetched. */
export function valueFor(
  field: string,
  event: HeardEvent,
  args: FieldArguments,
  viewer: Viewer | null,
): object | null {
  if (field === SYSTEM_FIELD) return viewer?.scopes.includes('operations:read') ? systemEvent(event) : null
  if (!('specversion' in event) || !mayHear(viewer, event)) return null
  return eventFields[field]?.(event, args, viewer) ?? null
}

function systemEvent(event: HeardEvent): SystemChange | null {
  if (!('specversion' in event)) return event
  if (!isOf(event, 'system.dead_letter')) return null
  const { id, time, data } = event
  return {
    id,
    time,
    kind: 'DEAD_LETTER',
    service: data.service,
    message: messageOf('system.dead_letter', data),
  }
}

function isOf<Name extends EventName>(event: Envelope, ...names: Name[]): event is Envelope<Name> {
  return names.some(name => event.type === `orion.${name}`)
}
