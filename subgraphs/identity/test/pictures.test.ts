import { readdir, readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Viewer } from '@orion/common'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type IdentitySystem, startIdentity, type TestUser, viewerOfSignIn } from './identity-system.ts'

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#4338ca' } })

let identity: IdentitySystem
let host: Server
let hostUrl: string
let user: TestUser

beforeAll(async () => {
  const png = await picture(40, 20).png().toBuffer()
  host = createServer((request, response) => {
    if (request.url === '/picture.png') return response.end(png)
    if (request.url === '/inside')
      return response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end()
    return response.end('no picture')
  })
  await new Promise<void>(resolve => host.listen(0, '127.0.0.1', resolve))
  const { port } = host.address() as AddressInfo
  hostUrl = `http://127.0.0.1:${port}`
  identity = await startIdentity({ IDENTITY_AVATAR_ALLOW_PRIVATE_HOSTS: `127.0.0.1:${port}` })
  user = await identity.addUser('VIEWER')
})
afterAll(async () => {
  await identity?.system.stop()
  host?.close()
})

const upload = (body: Uint8Array, viewer: Viewer = user.viewer) =>
  identity.service.request('/api/v1/users/me/avatar', viewer, { method: 'PUT', body: Buffer.from(body) })
const setAddress = async (avatarUrl: string | null) => {
  const response = await identity.send('PUT', '/users/me', { avatarUrl }, user.viewer)
  return { status: response.status, body: await response.json() }
}
const keyOf = async (id: string) => {
  const [row] = await identity.system.query<{ avatar_key: string | null }>(
    'SELECT avatar_key FROM identity.users WHERE id = $1',
    [id],
  )
  return row?.avatar_key ?? null
}
/** What is kept of a user's picture. */
const kept = async (id: string) =>
  readFile(join(String(identity.system.environment.FILES_ROOT), String(await keyOf(id))))

describe('an uploaded picture', () => {
  test('is made anew as a square, with nothing left of where it was taken or of what hides in it', async () => {
    const original = await picture(800, 600)
      .withExif({ IFD0: { Artist: 'Anna Berger' }, IFD3: { GPSLatitude: '52/1 31/1 0/1' } })
      .jpeg()
      .toBuffer()
    const hiding = Buffer.concat([original, Buffer.from('<script>alert(1)</script>')])
    expect(hiding.includes('Anna Berger')).toBe(true)
    const body = await (await upload(hiding)).json()
    expect(body.avatarUrl).toMatch(
      new RegExp(`^http://127\\.0\\.0\\.1:8000/files/avatars/${user.id}/[\\w-]+\\.webp\\?`),
    )
    const bytes = await kept(user.id)
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 512, height: 512 })
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    expect(bytes.includes('Anna Berger') || bytes.includes('script')).toBe(false)
  })

  test('stands upright without saying so in its metadata', async () => {
    const lying = await picture(100, 50).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect((await upload(lying)).status).toBe(200)
    expect((await sharp(await kept(user.id)).metadata()).orientation).toBeUndefined()
  })

  test('takes the place of the one before, and is taken away', async () => {
    await upload(await picture(10, 10).png().toBuffer())
    const before = await keyOf(user.id)
    await upload(await picture(10, 10).webp().toBuffer())
    expect(await keyOf(user.id)).not.toBe(before)
    const gone = await identity.send('DELETE', '/users/me/avatar', undefined, user.viewer)
    expect((await gone.json()).avatarUrl).toBeNull()
    expect(await keyOf(user.id)).toBeNull()
    const [last] = await identity.system.query(
      'SELECT action, details FROM identity.audit_entries WHERE actor_id = $1 ORDER BY at DESC LIMIT 1',
      [user.id],
    )
    expect(last).toEqual({ action: 'PROFILE_CHANGED', details: { fields: ['picture'] } })
  })

  test('is not kept, nor its file, when the session ended while it was under way', async () => {
    const stolen = viewerOfSignIn(await identity.logIn(user))
    expect((await identity.send('POST', '/auth/logout', {}, stolen)).status).toBe(204)
    const files = () => readdir(join(String(identity.system.environment.FILES_ROOT), 'avatars', user.id))
    const before = await files()
    expect((await upload(await picture(10, 10).png().toBuffer(), stolen)).status).toBe(401)
    expect([await keyOf(user.id), await files()]).toEqual([null, before])
  })

  test.each<[string, number, () => Promise<Buffer> | Buffer]>([
    ['a page', 400, () => Buffer.from('<html><script>alert(1)</script>')],
    ['a drawing that may hold scripts', 400, () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['the beginning of a picture alone', 400, () => Buffer.from('89504e470d0a1a0a0000', 'hex')],
    ['more pixels than can be decoded at ease', 400, () => picture(8000, 7000).png().toBuffer()],
    [
      'more than a mebibyte',
      413,
      () => Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.alloc(1024 * 1024)]),
    ],
  ])('is refused when it is %s', async (_, status, make) => {
    const answer = await upload(await make())
    expect([answer.status, await keyOf(user.id)]).toEqual([status, null])
  })
})

describe('a picture elsewhere', () => {
  test('is fetched once and kept, so that pages load it from here', async () => {
    const { status, body } = await setAddress(`${hostUrl}/picture.png`)
    expect(status).toBe(200)
    expect(body.avatarUrl).toContain('/files/avatars/')
    expect(await sharp(await kept(user.id)).metadata()).toMatchObject({ format: 'webp', width: 512 })
    expect((await setAddress(null)).body.avatarUrl).toBeNull()
  })

  test.each([
    ['a page', () => `${hostUrl}/page`],
    ['the inside of a network, by a redirect', () => `${hostUrl}/inside`],
    ['this host', () => 'https://127.0.0.1/picture.png'],
    ['this host in octal', () => 'https://0177.0.0.1/picture.png'],
    ['this host as one number', () => 'https://2130706433/picture.png'],
    ['this host over IPv6', () => 'https://[::1]/picture.png'],
    ['the metadata of a cloud', () => 'https://169.254.169.254/latest/meta-data/'],
    ['a host without TLS', () => 'http://example.com/picture.png'],
    ['a script', () => 'javascript:alert(1)'],
    ['a file', () => 'file:///etc/passwd'],
    ['a host with a password', () => 'https://user:password@example.com/'],
  ])('is refused when it is %s', async (_, address) => {
    const { status, body } = await setAddress(address())
    expect([status, body.error.code, await keyOf(user.id)]).toEqual([400, 'INVALID_INPUT', null])
  })
})
