import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ApiClient } from '../scripts/system/api-client.ts'
import { secretsOf } from '../scripts/system/home.ts'

/** What secrets look like whose text is not known here. */
const SHAPES: Record<string, RegExp> = {
  'a JSON Web Token': /eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{20,}/,
  'an API key': /\borion_[A-Za-z0-9]{30,}/,
  'a refresh token, a mailed one, or that of a second step': /\bo(rt|mt|ms)_[\w-]{30,}/,
  'a webhook secret': /\bwhsec_[\w+/=]{20,}/,
  'a private key': /PRIVATE KEY|"d":"[\w-]{40,}"/,
  'a signature of a file': /[?&]signature=[\w-]{20,}/,
  'a password hash': /\$argon2/,
  'a password of a database': /postgres(ql)?:\/\/[^:@/\s]+:[^@*\s]+@/,
}

/**
 * Looks for secrets in all logs of a system and in the errors it answered: those it was made with, the passwords of its users, and
 * everything that looks like a token or key.
 * @returns what was found, without the secrets themselves.
 */
export async function findSecrets(
  home: string,
  told: { passwords: readonly string[]; errors: readonly string[] },
): Promise<string[]> {
  const { gatewayPublicKey: _public, gatewayPrivateKey, ...plain } = await secretsOf(home)
  const { d } = z.object({ d: z.string() }).parse(JSON.parse(gatewayPrivateKey))
  const known = [...Object.values(plain), d, ...told.passwords, await adminPassword(home)]
  const found: string[] = []
  const search = (where: string, lines: readonly string[]) => {
    for (const [index, line] of lines.entries()) {
      if (known.some(secret => secret && line.includes(secret)))
        found.push(`${where}:${index + 1}: a known secret`)
      for (const [what, shape] of Object.entries(SHAPES))
        if (shape.test(line)) found.push(`${where}:${index + 1}: ${what}`)
    }
  }
  for (const file of await readdir(join(home, 'logs')))
    search(file, (await readFile(join(home, 'logs', file), 'utf8')).split('\n'))
  search('answered errors', told.errors)
  return found
}

/** The same way into the system, with every error that it answers kept in `errors`. */
export function keepErrors(client: ApiClient, errors: string[]): ApiClient {
  return {
    ...client,
    async ask(query, variables) {
      const answer = await client.ask(query, variables)
      if (answer.errors) errors.push(JSON.stringify(answer.errors))
      return answer
    },
    async rest(path, init) {
      const response = await client.rest(path, init)
      if (!response.ok) errors.push(await response.clone().text())
      return response
    },
  }
}

async function adminPassword(home: string): Promise<string> {
  const admin = z.looseObject({ password: z.string() })
  return readFile(join(home, 'admin.json'), 'utf8').then(
    text => admin.parse(JSON.parse(text)).password,
    () => '',
  )
}
