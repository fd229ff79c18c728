import { randomBytes } from 'node:crypto'
import { createGatewayKeys } from '@orion/common/embedded/keys'

/**
 * `npm run --silent secrets > .env`: the secrets that docker-compose.yml needs, made anew at every call. With `-- --plain` without
 * quotes, as Kustomize takes them.
 */
const quote = process.argv.includes('--plain') ? '' : "'"
const keys = await createGatewayKeys()
const secret = () => randomBytes(24).toString('base64url')
process.stdout.write(`POSTGRES_PASSWORD=${secret()}
REDIS_PASSWORD=${secret()}
GRAFANA_PASSWORD=${secret()}
ORION_FILES_SECRET=${secret()}${secret()}
ORION_ENCRYPTION_KEY=${randomBytes(32).toString('base64')}
ORION_GATEWAY_PUBLIC_KEY=${quote}${keys.publicKey}${quote}
ORION_GATEWAY_PRIVATE_KEY=${quote}${keys.privateKey}${quote}
`)
