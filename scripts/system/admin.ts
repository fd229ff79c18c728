import { readFile } from 'node:fs/promises'
import { OrionError } from '@orion/common'
import { z } from 'zod'
import { type ApiClient, signIn } from './api-client.ts'
import type { System } from './start-system.ts'

const login = z.object({ email: z.string(), password: z.string() })

/** The first admin's login, as it was made at the first start. */
export async function firstAdminOf(system: Pick<System, 'adminFile'>): Promise<z.infer<typeof login>> {
  return login.parse(JSON.parse(await readFile(system.adminFile, 'utf8')))
}

/** Signs in as the first admin. @throws OrionError when the password was changed since, with what to do. */
export async function signInAsAdmin(system: System): Promise<ApiClient> {
  const { email, password } = await firstAdminOf(system)
  try {
    return await signIn(system.gatewayUrl, email, process.env.ORION_ADMIN_PASSWORD ?? password)
  } catch (cause) {
    if (!(cause instanceof OrionError) || cause.status !== 401) throw cause
    throw new OrionError(`The password of ${email} was changed; give it as ORION_ADMIN_PASSWORD.`, {
      code: 'SIGN_IN',
      cause,
    })
  }
}
