import { z } from 'zod'
import { OrionError } from './errors.ts'

/** A value in the environment does not fit what the service needs. */
export class ConfigurationError extends OrionError {
  constructor(message: string) {
    super(message, { code: 'CONFIGURATION', status: 500 })
  }
}

/** `true`, `1`, `yes`, `on` and their opposites, as people write them in .env files. */
export const flag = (byDefault: boolean) =>
  z
    .string()
    .transform((text, context) => {
      const lower = text.trim().toLowerCase()
      if (['1', 'true', 'yes', 'on'].includes(lower)) return true
      if (['0', 'false', 'no', 'off', ''].includes(lower)) return false
      context.addIssue({ code: 'custom', message: `"${text}" is neither true nor false` })
      return z.NEVER
    })
    .default(byDefault)

/** A comma-separated list, or one item a line, whose items may have commas then; blanks are dropped. */
export const list = (byDefault: string[] = []) =>
  z
    .string()
    .transform(text =>
      text
        .split(text.includes('\n') ? '\n' : ',')
        .map(item => item.trim())
        .filter(Boolean),
    )
    .default(byDefault)

/**
 * Reads a configuration from the environment. Empty values count as not given.
 * @throws ConfigurationError that names every variable that does not fit, but never its value.
 */
export function readConfiguration<Schema extends z.ZodObject>(
  schema: Schema,
  environment: NodeJS.ProcessEnv = process.env,
): z.infer<Schema> {
  const given = Object.fromEntries(
    Object.keys(schema.shape)
      .map(key => [key, environment[key]] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  )
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const complaints = result.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
  throw new ConfigurationError(`The configuration does not fit:\n  ${complaints.join('\n  ')}`)
}

/** What every service needs to know. Each variable's description is its documentation. */
export const serviceConfiguration = z.object({
  DATABASE_URL: z
    .string()
    .startsWith('postgres', 'must be a postgresql:// address')
    .describe('Address of the Postgres database; each service keeps to its own schema in it.'),
  REDIS_URL: z
    .string()
    .startsWith('redis', 'must be a redis:// or rediss:// address')
    .describe('Address of Redis: queues, live events, limits.'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on.'),
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .optional()
    .describe('Port to listen on; 0 takes a free one.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Least severe level that is logged.'),
  ORION_GATEWAY_PUBLIC_KEY: z
    .string()
    .describe('Public key (JWK as JSON, Ed25519) of the gateway: services refuse calls it did not sign.'),
  ORION_PUBLIC_URL: z
    .url()
    .default('http://127.0.0.1:8000')
    .describe('Address under which browsers reach the gateway; part of file addresses.'),
  ORION_FILES_SECRET: z
    .string()
    .min(32, 'must have 32 characters or more')
    .describe('Secret that signs file addresses; the same for all services and the gateway.'),
  FILES_DISK: z.enum(['local', 's3']).default('local').describe('Where files are kept.'),
  FILES_ROOT: z.string().default('.orion/files').describe('Folder of the files, for FILES_DISK=local.'),
  S3_BUCKET: z.string().optional().describe('Bucket of the files, for FILES_DISK=s3.'),
  S3_REGION: z.string().default('us-east-1').describe('Region of the bucket.'),
  S3_ENDPOINT: z.url().optional().describe('Address of an S3-compatible store; AWS when left out.'),
  S3_ACCESS_KEY_ID: z.string().optional().describe('Key id for the bucket.'),
  S3_SECRET_ACCESS_KEY: z.string().optional().describe('Secret for the bucket.'),
})
export type ServiceConfiguration = z.infer<typeof serviceConfiguration>
