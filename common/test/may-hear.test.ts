import { type Viewer, viewerOf } from '@orion/common'
import { mayHear } from '@orion/common/events/may-hear'
import { describe, expect, it } from 'vitest'

const admin = viewerOf(crypto.randomUUID(), 'ADMIN')
/** An admin's API key has the role of its owner, but only the rights it was given. */
const keyWith = (...scopes: string[]): Viewer => ({ ...admin, scopes: ['read', ...scopes], sessionId: null })
const told = (type: string, userIds: string[] = []) => ({
  type: `orion.${type}`,
  audience: { userIds, roles: ['ADMIN' as const] },
})

describe('who may hear an event', () => {
  it.each([
    ['audit.recorded', 'audit:read', 'operations:read'],
    ['system.dead_letter', 'operations:read', 'audit:read'],
  ])('%s takes the right %s, not the role alone', (type, scope, other) => {
    expect(mayHear(admin, told(type))).toBe(true)
    expect(mayHear(keyWith(scope), told(type))).toBe(true)
    expect(mayHear(keyWith(other), told(type))).toBe(false)
    const editor = viewerOf(crypto.randomUUID(), 'EDITOR')
    expect(mayHear(editor, told(type, [editor.userId]))).toBe(false)
    expect(mayHear(null, told(type))).toBe(false)
  })

  it('is an admin for what is not personal, also by a key that only reads', () => {
    expect(mayHear(keyWith(), { ...told('content.updated', ['x']) })).toBe(true)
    expect(
      mayHear(admin, { type: 'orion.notification.created', audience: { userIds: ['x'], roles: [] } }),
    ).toBe(false)
  })
})
