import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { UsageError } from '../errors.ts'
import { isMissingFile } from '../system-error.ts'

/** Ways to print a result. */
export const formats = ['table', 'json', 'plain'] as const
export type Format = (typeof formats)[number]

const profileSettings = z.strictObject({
  gateway: z.string().optional(),
  format: z.enum(formats).optional(),
})

/**
 * `config.json` in the configuration folder, written by the user:
 * `{ "profile": "work", "profiles": { "work": { "gateway": "https://orion.example", "format": "json" } } }`
 */
const configFile = z.strictObject({
  /** The profile to use when none is named. */
  profile: z.string().optional(),
  profiles: z.record(z.string(), profileSettings).default({}),
})

export type ConfigFile = z.infer<typeof configFile>

/** Reads the configuration; a missing file is an empty one. Throws UsageError when it cannot be understood. */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (isMissingFile(error)) return { profiles: {} }
    throw new UsageError(`The configuration ${path} cannot be read: ${String(error)}`)
  }
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    throw new UsageError(`The configuration ${path} is not JSON: ${String(error)}`, 'Mend it or remove it.')
  }
  const parsed = configFile.safeParse(content)
  if (parsed.success) return parsed.data
  throw new UsageError(
    `The configuration ${path} is wrong: ${z.prettifyError(parsed.error)}`,
    'It may hold `profile` and `profiles.NAME.gateway` and `.format`, nothing else.',
  )
}
