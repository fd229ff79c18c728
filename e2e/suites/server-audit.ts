import { services } from '@orion/common'
import { createInternalTokenSigner } from '@orion/common/access/internal-token'
import { testViewer } from '@orion/common/testing/test-system'
import { serverAudits } from 'graphql-http'
import { beforeAll, describe, expect, it } from 'vitest'
import { secretsOf } from '../../scripts/system/home.ts'
import { system } from '../shared-system.ts'

/** The checks of graphql-http for the GraphQL over HTTP specification; what it only recommends counts as well. */
describe('the server audit of graphql-http', () => {
  let sign: Awaited<ReturnType<typeof createInternalTokenSigner>>

  beforeAll(async () => {
    sign = await createInternalTokenSigner((await secretsOf(system.home)).gatewayPrivateKey)
  })

  const complaintsAbout = async (url: string, authorization: string) => {
    const fetchFn = (target: string, init: RequestInit = {}) =>
      fetch(target, { ...init, headers: { ...init.headers, authorization } })
    const results = []
    for (const audit of serverAudits({ url, fetchFn })) results.push(await audit.fn())
    expect(results.length).toBeGreaterThan(60)
    return results.flatMap(result =>
      result.status === 'ok' ? [] : [`${result.id} ${result.name}: ${result.reason}`],
    )
  }

  it('finds nothing to remark about the gateway', async () => {
    const token = await system.admin.accessToken()
    expect(await complaintsAbout(`${system.gatewayUrl}/graphql`, `Bearer ${token}`)).toEqual([])
  })

  it.each(services)('finds nothing to remark about %s', async service => {
    const token = await sign(service, testViewer('ADMIN'))
    const url = `${system.processes.get(service)?.url}/graphql`
    expect(await complaintsAbout(url, `Bearer ${token}`)).toEqual([])
  })
})
