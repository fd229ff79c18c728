import { describeError } from '../errors.ts'
import { createLogger } from '../logging.ts'
import type { Service } from './define-service.ts'

/** Starts a service as this process, and stops it in order on SIGTERM or SIGINT. Exits with 1 when it cannot start. */
export async function runService(service: Service): Promise<void> {
  const log = createLogger(service.name)
  try {
    const running = await service.start()
    const stop = () => {
      running.stop().then(
        () => process.exit(0),
        error => {
          log.error({ err: error }, 'could not stop in order')
          process.exit(1)
        },
      )
    }
    process.once('SIGTERM', stop)
    process.once('SIGINT', stop)
  } catch (error) {
    log.fatal({ err: error }, describeError(error))
    process.exitCode = 1
    setTimeout(() => process.exit(1), 100)
  }
}
