import { flag, list, serviceConfiguration } from '@orion/common/configuration'
import { z } from 'zod'
import { isNetwork } from './http/client-address.ts'

const { shape } = serviceConfiguration

/** What the gateway of Orion needs to know. Each variable's description is its documentation. */
export const gatewayConfiguration = z.object({
  REDIS_URL: shape.REDIS_URL,
  HOST: shape.HOST,
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(8000)
    .describe('Port to listen on; 0 takes a free one.'),
  LOG_LEVEL: shape.LOG_LEVEL,
  ORION_GATEWAY_PRIVATE_KEY: z
    .string()
    .describe('Private key (JWK as JSON, Ed25519) with which the gateway signs its calls to the services.'),
  IDENTITY_TOKEN_ISSUER: z
    .string()
    .default('orion')
    .describe('The `iss` of access tokens, as identity has it.'),
  IDENTITY_TOKEN_AUDIENCE: z
    .string()
    .default('orion-api')
    .describe('The `aud` of access tokens, as identity has it.'),
  ORION_SUPERGRAPH: z
    .string()
    .optional()
    .describe(
      'File of the supergraph; the one beside the gateway by default. Served again whenever it changes.',
    ),
  ORION_ALLOWED_ORIGINS: list().describe(
    'Origins whose pages may call the gateway, such as http://127.0.0.1:3001.',
  ),
  ORION_TRUSTED_PROXIES: list()
    .refine(all => all.every(isNetwork), 'must be addresses, or networks such as 10.0.0.0/8')
    .describe(
      'Addresses and networks (CIDR) of the proxies before the gateway, the dashboard among them, whose X-Forwarded-For tells from where a request comes. Nobody else is believed.',
    ),
  ORION_SUBGRAPH_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(1)
    .default(10_000)
    .describe('How long one call of a subgraph may take, its retries included.'),
  ORION_SUBGRAPH_ANSWER_BYTES: z.coerce
    .number()
    .int()
    .min(1)
    .default(32 * 1024 * 1024)
    .describe('The largest answer that is taken from a subgraph; a larger one is refused as it comes.'),
  ORION_RATE_LIMIT_FACTOR: z.coerce
    .number()
    .positive()
    .default(1)
    .describe('Makes every rate limit this many times larger; for load tests.'),
  ORION_COST_LIMIT: z.coerce
    .number()
    .int()
    .min(1)
    .default(5000)
    .describe('What one GraphQL operation may cost: about one for each object that it may return.'),
  ORION_COST_BUDGET: z.coerce
    .number()
    .int()
    .min(1)
    .default(200_000)
    .describe(
      'What all operations of one user, or of one address without a sign-in, may cost within a minute.',
    ),
  ORION_LIVE_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(1)
    .default(1000)
    .describe('WebSockets and event streams that one user may have open at one gateway.'),
  ORION_LIVE_SUBSCRIPTIONS: z.coerce
    .number()
    .int()
    .min(1)
    .default(200)
    .describe(
      'Different subscriptions that one user may have open at one gateway; any number of clients with the same selection and variables share one.',
    ),
  ORION_OVERRIDE_LABELS: list().describe(
    'Labels of progressive overrides that hold: fields with `@override(from:, label:)` of that label are read from their new subgraph. Labels `percent(N)` hold for N % of the requests without being named here.',
  ),
  ORION_PERSISTED_DOCUMENTS: z
    .enum(['off', 'apq', 'safelist'])
    .default('apq')
    .describe(
      "Whether operations may be sent by the id of their document: never, once it was sent whole, or only those of the clients' manifests and nothing else.",
    ),
  ORION_PERSISTED_MANIFESTS: list().describe(
    "Manifests of the documents that clients ask; by default that of Orion's own dashboard and CLI.",
  ),
  NODE_ENV: z
    .string()
    .optional()
    .describe('`production` keeps the schema to administrators unless ORION_INTROSPECTION says otherwise.'),
  ORION_INTROSPECTION: z
    .enum(['on', 'admins', 'off'])
    .optional()
    .describe(
      'Who may introspect the schema and is told what a mistyped name may have meant: everybody, administrators (the default in production), or nobody.',
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url()
    .optional()
    .describe(
      'Address of an OpenTelemetry collector that takes traces over OTLP/HTTP; none are made without.',
    ),
  ORION_OVER_TLS: flag(false).describe('Whether browsers reach the gateway over TLS only.'),
  ORION_PUBLIC_URL: shape.ORION_PUBLIC_URL,
  ORION_FILES_SECRET: shape.ORION_FILES_SECRET,
  FILES_DISK: shape.FILES_DISK,
  FILES_ROOT: shape.FILES_ROOT,
  S3_BUCKET: shape.S3_BUCKET,
  S3_REGION: shape.S3_REGION,
  S3_ENDPOINT: shape.S3_ENDPOINT,
  S3_ACCESS_KEY_ID: shape.S3_ACCESS_KEY_ID,
  S3_SECRET_ACCESS_KEY: shape.S3_SECRET_ACCESS_KEY,
})

/** The gateway's configuration, read. */
