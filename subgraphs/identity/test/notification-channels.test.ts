import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Viewer } from '@orion/common'
import { eventually } from '@orion/common/testing/test-system'
import { type ParsedMail, simpleParser } from 'mailparser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type IdentitySystem, startIdentity, type TestUser } from './identity-system.ts'
import { failPictures, failure, handled, notificationsOf } from './notification-events.ts'

let identity: IdentitySystem

beforeAll(async () => {
  identity = await startIdentity({ IDENTITY_NOTIFICATION_MAIL_SECONDS: '1' })
})
afterAll(() => identity?.system.stop())

interface Preference {
  type: string
  live: boolean
  email: boolean
  webhook: boolean
}

const preferencesOf = async (viewer: Viewer, type: string) => {
  const { notificationPreferences } = await identity.ask<{ notificationPreferences: Preference[] }>(
    'query { notificationPreferences { type live email webhook } }',
    {},
    viewer,
  )
  return notificationPreferences.find(preference => preference.type === type)
}

const prefer = (viewer: Viewer, preferences: Partial<Preference>[]) =>
  identity.ask(
    `mutation ($preferences: [NotificationPreferenceInput!]!) {
      updateNotificationPreferences(input: { preferences: $preferences }) { preferences { type } userErrors { message } }
    }`,
    { preferences },
    viewer,
  )

async function addVerified(): Promise<TestUser> {
  const user = await identity.addUser('EDITOR')
  await identity.system.query('UPDATE identity.users SET email_verified_at = now() WHERE id = $1', [user.id])
  return user
}

/** The mails a user got so far. */
async function mailsTo({ email }: TestUser): Promise<ParsedMail[]> {
  const folder = join(identity.system.folder, 'mails')
  const names = await readdir(folder).catch(() => [])
  const mails = await Promise.all(names.map(async name => simpleParser(await readFile(join(folder, name)))))
  return mails.filter(({ to }) => JSON.stringify(to).includes(email))
}

/** Waits until nothing of a user's waits to be mailed. */
const mailed = (user: TestUser) =>
  eventually(async () => {
    const sql = `SELECT 1 FROM identity.notifications WHERE user_id = $1 AND mail_due`
    return (await identity.system.query(sql, [user.id])).length === 0
  }, 'the mail')

describe('preferences', () => {
  test('have defaults: mail comes only of what waits for somebody', async () => {
    const { viewer } = await identity.addUser('VIEWER')
    const at = (email: boolean) => ({ live: true, email, webhook: true })
    expect(await preferencesOf(viewer, 'GATE_OPENED')).toMatchObject(at(true))
    expect(await preferencesOf(viewer, 'PUBLICATION_FAILED')).toMatchObject(at(true))
    expect(await preferencesOf(viewer, 'TREND_DETECTED')).toMatchObject(at(false))
    expect(await preferencesOf(viewer, 'CONTENT_PUBLISHED')).toMatchObject(at(false))
  })

  test('change one channel of one type, and are one’s own', async () => {
    const [owner, other] = [await identity.addUser('EDITOR'), await identity.addUser('EDITOR')]
    await prefer(owner.viewer, [{ type: 'TREND_DETECTED', live: false }])
    await prefer(owner.viewer, [{ type: 'TREND_DETECTED', email: true }])
    expect(await preferencesOf(owner.viewer, 'TREND_DETECTED')).toMatchObject({
      live: false,
      email: true,
      webhook: true,
    })
    expect(await preferencesOf(other.viewer, 'TREND_DETECTED')).toMatchObject({ live: true, email: false })
  })

  test('are read and changed over REST', async () => {
    const { viewer } = await identity.addUser('EDITOR')
    const path = '/api/v1/notifications/preferences'
    const put = (body: unknown) =>
      identity.service.request(path, viewer, { method: 'PUT', body: JSON.stringify(body) })
    expect((await put({ preferences: [{ type: 'NONSENSE', live: false }] })).status).toBe(400)
    const change = { type: 'MEDIA_FAILED', email: false }
    expect((await put({ preferences: Array(101).fill(change) })).status).toBe(400)
    expect((await put({ preferences: [change] })).status).toBe(200)
    const { preferences } = await (await identity.service.request(path, viewer)).json()
    expect(preferences).toHaveLength(9)
    expect(preferences).toContainEqual({ type: 'MEDIA_FAILED', live: true, email: false, webhook: true })
  })

  test('without live keep a notification in the list, but tell nobody', async () => {
    const owner = await identity.addUser('EDITOR')
    await prefer(owner.viewer, [{ type: 'MEDIA_FAILED', live: false }])
    await failPictures(identity, owner)
    const video = { ...failure(owner), renderId: crypto.randomUUID() }
    await handled(identity, await identity.system.send('editor', 'identity', 'video.failed', video))
    const told = await identity.system.hear('notification.created', data => data.userId === owner.id)
    expect(told.data.type).toBe('VIDEO_FAILED')
    expect(await notificationsOf(identity, owner.viewer)).toMatchObject([
      { type: 'VIDEO_FAILED', isRead: false },
      { type: 'MEDIA_FAILED', isRead: false },
    ])
  })
})

describe('a mail', () => {
  test('tells a burst in one letter, and how to get no more of them', async () => {
    const owner = await addVerified()
    // One after the other in the database, so that all of the burst is there before its mail goes out.
    await Promise.all(Array.from({ length: 4 }, () => failPictures(identity, owner)))
    await mailed(owner)
    const mails = await eventually(async () => {
      const come = await mailsTo(owner)
      return come.length > 0 ? come : null
    }, 'the mail')
    const texts = mails.map(({ text }) => text ?? '').join('\n')
    expect(texts.match(/No pictures for “Why cats purr”/g)).toHaveLength(4)
    expect(mails.length).toBeLessThan(3)
    expect(mails[0]?.text).toContain('http://127.0.0.1:3001/settings/notifications')
    expect(mails[0]?.text).toContain('http://127.0.0.1:3001/unsubscribe#token=')
  })

  test('is ended by one press in the mail program (RFC 8058), which leaves mails about security', async () => {
    const owner = await addVerified()
    await failPictures(identity, owner)
    const [mail] = await eventually(async () => {
      const come = await mailsTo(owner)
      return come.length > 0 ? come : null
    }, 'the mail')
    const header = (name: string) => {
      const line = mail?.headerLines.find(({ key }) => key === name)?.line ?? ''
      return line.slice(line.indexOf(':') + 1).replace(/\s+/g, '')
    }
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    const { origin, pathname, search } = new URL(header('list-unsubscribe').slice(1, -1))
    expect(origin).toBe('http://127.0.0.1:8000')

    const opened = await identity.service.request(pathname + search, null, { redirect: 'manual' })
    expect(opened.headers.get('location')).toMatch(/^http:\/\/127\.0\.0\.1:3001\/unsubscribe#token=/)
    expect(await preferencesOf(owner.viewer, 'MEDIA_FAILED')).toMatchObject({ email: true })

    const press = (query: string) =>
      identity.service.request(pathname + query, null, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      })
    expect((await press(search.replace(/(?<=\.)./, first => (first === 'A' ? 'B' : 'A')))).status).toBe(400)
    expect(await preferencesOf(owner.viewer, 'MEDIA_FAILED')).toMatchObject({ email: true })
    for (const presses of [await press(search), await press(search)]) expect(presses.status).toBe(200)
    expect(await preferencesOf(owner.viewer, 'MEDIA_FAILED')).toMatchObject({
      live: true,
      email: false,
      webhook: true,
    })

    await identity.send('POST', '/api-keys', { name: 'for scripts', password: owner.password }, owner.viewer)
    await identity.mailTo(owner.email, 'api-key-created')
    const security = (await mailsTo(owner)).find(({ subject }) => subject === 'An API key was made')
    expect(security?.headerLines.map(({ key }) => key)).not.toContain('list-unsubscribe')
  })

  test('does not tell what was read meanwhile', async () => {
    const owner = await addVerified()
    await failPictures(identity, owner)
    await identity.ask('mutation { markNotificationsRead(input: {}) { marked } }', {}, owner.viewer)
    await mailed(owner)
    expect(await mailsTo(owner)).toEqual([])
  })

  test('does not go to an address that nobody verified', async () => {
    const owner = await identity.addUser('EDITOR')
    await identity.system.query('UPDATE identity.users SET email_verified_at = NULL WHERE id = $1', [
      owner.id,
    ])
    await failPictures(identity, owner)
    await mailed(owner)
    const sql = 'SELECT 1 FROM identity.mails WHERE recipient = $1'
    expect(await identity.system.query(sql, [owner.email])).toEqual([])
  })
})
