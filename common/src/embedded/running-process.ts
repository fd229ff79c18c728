import { readFile, readlink, realpath } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'

/**
 * The id of the process that `pidFile` begins with, if it runs and works in `folder`: after a power failure the same id may be
 * another process's. Asks /proc, thus null on systems other than Linux.
 */
export async function runningProcess(pidFile: string, folder: string): Promise<number | null> {
  try {
    const pid = Number.parseInt(await readFile(pidFile, 'utf8'), 10)
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(folder)) ? pid : null
  } catch {
    return null
  }
}

/** Resolves within a second after a process is gone, whoever started it. It keeps no process alive that waits for it. */
export async function untilGone(pid: number): Promise<void> {
  while (isThere(pid)) await setTimeout(1000, undefined, { ref: false })
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Ends a process in order with `signal` and waits for its end; SIGKILL after 5 s. */
export async function endProcess(pid: number, signal: NodeJS.Signals): Promise<void> {
  try {
    process.kill(pid, signal)
    for (let waited = 0; waited < 100; waited++) {
      await setTimeout(50)
      process.kill(pid, 0)
    }
    process.kill(pid, 'SIGKILL')
  } catch {
    // it is gone
  }
}
