import { randomUUID } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { ConflictError } from '../errors.ts'
import { hasCode, isMissingFile } from '../system-error.ts'

/** How long to wait for another process to finish; a refresh takes well under a second. */
const patienceMs = 35_000
const pollMs = 40

/**
 * Runs `work` while this process alone holds the lock file. A lock whose holder has died is taken over.
 * Works between processes of one computer that share the file system.
 *
 * Throws ConflictError when a living process keeps the lock for longer than 35 s.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  await acquire(path)
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

async function acquire(path: string): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (!(await create(path))) {
    if (await isAbandoned(path)) await takeAway(path)
    else if (Date.now() > deadline)
      throw new ConflictError(
        `Another orion process holds ${path}.`,
        'End that process, or remove the file when there is none.',
      )
    else await wait(pollMs)
  }
}

/** Creates the lock, with this process's id in it from the first moment; false when somebody holds it. */
async function create(path: string): Promise<boolean> {
  const own = `${path}.${randomUUID()}`
  await writeFile(own, String(process.pid), { flag: 'wx', mode: 0o600 })
  try {
    await link(own, path)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  } finally {
    await rm(own, { force: true })
  }
}

/** True when the process that made the lock is gone. */
async function isAbandoned(path: string): Promise<boolean> {
  try {
    return !isAlive(Number(await readFile(path, 'utf8')))
  } catch (error) {
    if (isMissingFile(error)) return false
    throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !hasCode(error, 'ESRCH')
  }
}

/**
 * Removes a dead process's lock. Of several that find it dead, one at a time looks again and removes it:
 * otherwise the second would remove the lock that the first has just made.
 */
async function takeAway(path: string): Promise<void> {
  const claim = `${path}.taking`
  if (!(await create(claim))) {
    if (await isAbandoned(claim)) await rm(claim, { force: true })
    await wait(pollMs)
    return
  }
  try {
    if (await isAbandoned(path)) await rm(path, { force: true })
  } finally {
    await rm(claim, { force: true })
  }
}
