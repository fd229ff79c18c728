import { type DestinationStream, type Logger, pino } from 'pino'
import { currentRequest } from './service/request-context.ts'

export type { Logger } from 'pino'

const secretNames = [
  'password',
  'currentPassword',
  'newPassword',
  'token',
  'accessToken',
  'refreshToken',
  'mfaToken',
  'recoveryCode',
  'deviceCode',
  'codeVerifier',
  'authorization',
  'cookie',
  'secret',
  'apiKey',
  'credentials',
  'privateKey',
]

/**
 * Structured JSON logs on standard output. Values under the names of secrets are replaced, up to three levels deep,
 * and every line carries the request and trace ids of the request it was written in.
 */
export function createLogger(service: string, level = 'info', destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'message',
      formatters: { level: label => ({ level: label }) },
      redact: {
        paths: secretNames.flatMap(name => [name, `*.${name}`, `*.*.${name}`, `*["set-cookie"]`]),
        censor: '[redacted]',
      },
      mixin: () => {
        const request = currentRequest()
        return request ? { requestId: request.requestId, traceId: request.trace.traceId } : {}
      },
    },
    destination ?? pino.destination(1),
  )
}
