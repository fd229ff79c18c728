import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { createGatewayKeys } from '@orion/common/embedded/keys'

/**
 * `npm run --silent secrets > .env`: the secrets that docker-compose.yml needs, made anew at every call. With `-- --plain` without
 * quotes, as Kustomize takes them. With `-- --missing-in .env >> .env` only those that a file of an older version lacks.
 */
const { values: options } = parseArgs({
  options: { plain: { type: 'boolean', default: false }, 'missing-in': { type: 'string' } },
})
const quote = options.plain ? '' : "'"
const secret = () => randomBytes(24).toString('base64url')
const keys = await createGatewayKeys()
const secrets = {
  POSTGRES_PASSWORD: secret(),
  REDIS_PASSWORD: secret(),
  GRAFANA_PASSWORD: secret(),
  ORION_FILES_SECRET: secret() + secret(),
  ORION_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  ORION_GATEWAY_PUBLIC_KEY: `${quote}${keys.publicKey}${quote}`,
  ORION_GATEWAY_PRIVATE_KEY: `${quote}${keys.privateKey}${quote}`,
}

const file = options['missing-in']
const kept = file === undefined ? '' : await readFile(file, 'utf8')
const missing = Object.entries(secrets).filter(([name]) => !new RegExp(`^${name}=.`, 'm').test(kept))
if (missing.filter(([name]) => name.startsWith('ORION_GATEWAY_')).length === 1)
  throw new Error(
    `${file} has one of the gateway's two keys, and only both fit together. Remove it, and run this again.`,
  )
if (kept !== '' && !kept.endsWith('\n') && missing.length > 0) process.stdout.write('\n')
process.stdout.write(missing.map(([name, value]) => `${name}=${value}\n`).join(''))
