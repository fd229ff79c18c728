import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eventually } from '@orion/common/testing/test-system'
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { post } from '../support/gateway.ts'
import { startOrion, type TestOrion } from '../support/orion.ts'
import { accessClaims } from '../support/token-issuer.ts'

let orion: TestOrion
beforeAll(async () => {
  orion = await startOrion()
})
afterAll(() => orion?.stop())

const ask = (token: string) => post(orion.url, { query: '{ whoAmI }' }, { authorization: `Bearer ${token}` })
const expectRefusal = async (token: string) => {
  const calls = orion.subgraphs['director']?.calls ?? []
  calls.splice(0)
  expect((await ask(token)).status).toBe(401)
  expect(calls).toEqual([])
}

const claims = () => accessClaims({ userId: 'mallory', role: 'ADMIN' })
const header = (more: object = {}) => ({
  alg: 'EdDSA',
  typ: 'at+jwt',
  kid: orion.issuer.current.kid,
  ...more,
})
/** Signed with the issuer's own key. */
const genuine = (token: SignJWT, more: object = {}) =>
  token.setProtectedHeader(header(more)).sign(orion.issuer.current.privateKey)

describe('an access token', () => {
  it('is taken when all of it is right, as the forgeries below are but for one thing', async () => {
    expect((await ask(await genuine(claims()))).data).toEqual({ whoAmI: 'mallory (ADMIN)' })
  })

  it.each<[string, () => Promise<string>]>([
    ['from another issuer', () => genuine(claims().setIssuer('orion.evil.test'))],
    ['for another audience', () => genuine(claims().setAudience('director'))],
    ['of another type', () => genuine(claims(), { typ: 'JWT' })],
    ['without a type', () => genuine(claims(), { typ: undefined })],
    ['that has expired', () => genuine(claims().setExpirationTime('-1 minute'))],
    ['that is not valid yet', () => genuine(claims().setNotBefore('1 minute'))],
    ['without a user', () => genuine(new SignJWT({}).setIssuer('orion').setAudience('orion-api'))],
    ['with a key id that nobody published', () => genuine(claims(), { kid: 'key-of-mallory' })],
  ])('signed with the right key is refused %s', async (_what, make) => {
    await expectRefusal(await make())
  })

  it('is taken from the issuer and for the audience that identity is configured with, and from no other', async () => {
    const names = { IDENTITY_TOKEN_ISSUER: 'https://orion.example', IDENTITY_TOKEN_AUDIENCE: 'agency' }
    const { url } = await orion.anotherGateway(names)
    const askThere = async (token: SignJWT) => {
      const authorization = `Bearer ${await genuine(token)}`
      return (await post(`${url}/graphql`, { query: '{ whoAmI }' }, { authorization })).status
    }
    expect(await askThere(claims().setIssuer('https://orion.example').setAudience('agency'))).toBe(200)
    expect(await askThere(claims())).toBe(401)
  })

  it('is refused with the signature of another', async () => {
    const [head, , signature] = (await orion.token({ role: 'VIEWER' })).split('.')
    const [, body] = (await genuine(claims())).split('.')
    await expectRefusal([head, body, signature].join('.'))
  })

  it('is refused when its header asks for what nobody here knows, which is the fault of who made it up', async () => {
    const [, body, signature] = (await genuine(claims())).split('.')
    const head = Buffer.from(JSON.stringify(header({ crit: ['exotic'], exotic: 1 }))).toString('base64url')
    await expectRefusal([head, body, signature].join('.'))
  })

  it('is refused with HS256, where the public key would be the shared secret', async () => {
    const { publicKey } = orion.issuer.current
    const jwk = await exportJWK(publicKey)
    const secrets = [
      Buffer.from(jwk.x ?? '', 'base64url'),
      Buffer.from(await exportSPKI(publicKey)),
      Buffer.from(JSON.stringify(jwk)),
    ]
    for (const secret of secrets)
      await expectRefusal(
        await claims()
          .setProtectedHeader(header({ alg: 'HS256' }))
          .sign(secret),
      )
  })

  it('never brings its own key: neither in its header nor behind an address', async () => {
    const attacker = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
    const jwk = { ...(await exportJWK(attacker.publicKey)), kid: orion.issuer.current.kid, alg: 'EdDSA' }
    let visits = 0
    const server = createServer((_request, response) => {
      visits += 1
      response.end(JSON.stringify({ keys: [jwk] }))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const address = `http://127.0.0.1:${port}/jwks.json`
    try {
      for (const more of [{}, { jwk }, { jku: address }, { x5u: address }, { jku: address, kid: 'new' }])
        await expectRefusal(await claims().setProtectedHeader(header(more)).sign(attacker.privateKey))
      expect(visits).toBe(0)
    } finally {
      server.close()
    }
  })
})

describe('new signing keys', () => {
  it('reach a running gateway, and the tokens of the old ones hold on', async () => {
    const user = { userId: 'ada', role: 'EDITOR' } as const
    const [seen, unseen] = await Promise.all([orion.token(user), orion.token(user)])
    const ada = { whoAmI: 'ada (EDITOR)' }
    expect((await ask(seen)).data).toEqual(ada)
    await orion.issuer.rotate()
    const fresh = await orion.token(user)
    // The gateway asks identity for its keys at most every five seconds.
    await eventually(async () => (await ask(fresh)).status === 200)
    for (const token of [seen, unseen, fresh, await orion.token(user)])
      expect((await ask(token)).data).toEqual(ada)
  })
})
