import { DelayedError, type Job, UnrecoverableError } from 'bullmq'
import { describeError } from '../errors.ts'
import type { Logger } from '../logging.ts'

const AGAIN_AFTER_MS = 2_000

/**
 * Puts away an event or job whose last attempt failed, while the queue still has it: nobody asks the queue for what it gave
 * up. What cannot be put away, since Postgres is away, goes back into the queue and is tried again.
 * Does nothing when more attempts follow.
 * @param bury keeps the failure for people to see
 * @throws DelayedError when it was given back to the queue
 */
export async function putAway(
  queued: Job,
  token: string | undefined,
  error: unknown,
  bury: () => Promise<void>,
  log: Logger,
): Promise<void> {
  const attempt = queued.attemptsMade + 1
  if (!(error instanceof UnrecoverableError) && attempt < (queued.opts.attempts ?? 1)) return
  try {
    await bury()
  } catch (failure) {
    log.error(
      { name: queued.name, id: queued.id, error: describeError(error), failure: describeError(failure) },
      'what failed for good could not be put away; it is tried again',
    )
    await queued.moveToDelayed(Date.now() + AGAIN_AFTER_MS, token)
    throw new DelayedError()
  }
}
