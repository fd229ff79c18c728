import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UsageError } from '../errors.ts'
import { CredentialStore } from '../session/credential-store.ts'
import { configDir } from './config-dir.ts'
import { type Format, formats, readConfigFile } from './config-file.ts'
import { defaultGateway, parseGateway } from './gateway-url.ts'

/** The options every command has, as they were given. */
export interface GlobalOptions {
  format: string | undefined
  gateway: string | undefined
  profile: string | undefined
  quiet: boolean
  apiKeyFile: string | undefined
}

/** What a command runs with, from options, environment and configuration. */
export interface Settings {
  format: Format
  /** Address of the gateway, without a slash at the end. */
  gateway: string
  profile: string
  quiet: boolean
  credentials: CredentialStore
  /** Goes with every call instead of a session; null without one. */
  apiKey: string | null
}

/**
 * Settles what was left open. The gateway is, in this order: `--gateway`, `ORION_GATEWAY_URL`, the profile's in
 * `config.json`, the one the profile is signed in at, http://127.0.0.1:8000.
 *
 * Throws UsageError for a wrong option, variable or file.
 */
export async function resolveSettings(
  options: GlobalOptions,
  env: Record<string, string | undefined>,
): Promise<Settings> {
  const dir = configDir(env)
  const configPath = join(dir, 'config.json')
  const config = await readConfigFile(configPath)
  const profile = parseProfile(
    options.profile ?? (env.ORION_PROFILE || undefined) ?? config.profile ?? 'default',
  )
  const ofProfile = config.profiles[profile]
  const credentials = new CredentialStore(join(dir, 'credentials', `${profile}.json`))
  return {
    profile,
    credentials,
    quiet: options.quiet,
    apiKey: await readApiKey(options.apiKeyFile, env.ORION_API_KEY),
    format: options.format === undefined ? (ofProfile?.format ?? 'table') : parseFormat(options.format),
    gateway: await resolveGateway(),
  }

  async function resolveGateway(): Promise<string> {
    if (options.gateway !== undefined) return parseGateway(options.gateway, '--gateway')
    if (env.ORION_GATEWAY_URL) return parseGateway(env.ORION_GATEWAY_URL, 'ORION_GATEWAY_URL')
    if (ofProfile?.gateway !== undefined)
      return parseGateway(ofProfile.gateway, `profiles.${profile}.gateway in ${configPath}`)
    return (await credentials.read())?.gateway ?? defaultGateway
  }
}

/** The API key of `--api-key-file`, else of `ORION_API_KEY`. It is no option, since others could read it in the list of processes. */
async function readApiKey(path: string | undefined, variable: string | undefined): Promise<string | null> {
  if (path === undefined) return variable?.trim() || null
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError(`The API key in ${path} cannot be read: ${String(error)}`)
  })
  const key = text.trim()
  if (!key) throw new UsageError(`${path} holds no API key.`)
  return key
}

function parseFormat(text: string): Format {
  const format = formats.find(name => name === text)
  if (format) return format
  throw new UsageError(`--format is \`${text}\`.`, `Choose one of ${formats.join(', ')}.`)
}

/** A profile names a file, so it may not leave its folder. */
function parseProfile(text: string): string {
  if (/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$/.test(text)) return text
  throw new UsageError(
    `The profile is named \`${text}\`.`,
    'Use up to 64 letters, digits, dots, dashes and underscores, and no dot in front.',
  )
}
