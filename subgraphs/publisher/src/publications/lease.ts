import type { Publisher } from '../publisher.ts'

/**
 * While a process posts a publication it keeps a lease on it. Only when the lease has run out is the process taken for dead, and
 * the publication taken over. Shorter than the time after which the queue gives a dead process's job to another one.
 */
const LEASE_MS = 8000

export const leaseEnd = (): Date => new Date(Date.now() + LEASE_MS)

/** Does the work and keeps the lease up meanwhile. When the work fails the lease ends, so that the next try need not wait. */
export async function underLease<Result>(
  { database, log }: Publisher,
  id: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const hold = (leaseUntil: Date | null) =>
    database.client.publication
      .updateMany({ where: { id, status: 'PUBLISHING' }, data: { leaseUntil } })
      .catch(error => log.warn({ err: error, publicationId: id }, 'the lease was not renewed'))
  const timer = setInterval(() => hold(leaseEnd()), LEASE_MS / 3)
  try {
    return await work()
  } catch (error) {
    await hold(null)
    throw error
  } finally {
    clearInterval(timer)
  }
}
