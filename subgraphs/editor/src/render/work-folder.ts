import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'

/** A folder that remembers which steps of a render are done. */
export interface WorkFolder {
  readonly path: string
  /** A file inside. */
  file(name: string): string
  /**
   * Gives what the step gave when it was done before; else does it and remembers. What a step gives must be plain data; files it
   * makes stay in the folder. A process killed within a step does that step again, and no other.
   */
  step<Result>(name: string, shape: z.ZodType<Result>, work: () => Promise<Result>): Promise<Result>
  remove(): Promise<void>
}

/**
 * Opens the folder of one render. Results kept there count only for the same input: a folder made for another one is emptied.
 * @param fingerprint text that differs when the input differs
 */
export async function openWorkFolder(path: string, fingerprint: string): Promise<WorkFolder> {
  const file = (name: string): string => join(path, name)
  const inputPath = file('input.txt')
  const known = await readFile(inputPath, 'utf8').catch(() => undefined)
  if (known !== fingerprint) {
    await rm(path, { recursive: true, force: true })
    await mkdir(path, { recursive: true })
    await writeAtomically(inputPath, fingerprint)
  }
  return {
    path,
    file,
    async step(name, shape, work) {
      const resultPath = file(`${name}.done.json`)
      const kept = await readFile(resultPath, 'utf8').catch(() => undefined)
      if (kept !== undefined) return shape.parse(JSON.parse(kept))
      const result = await work()
      await writeAtomically(resultPath, JSON.stringify(result))
      return result
    },
    remove: () => rm(path, { recursive: true, force: true }),
  }
}

/** Writes beside the file and renames, so that the file is either whole or not there. */
async function writeAtomically(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.unfinished`
  await writeFile(unfinished, text)
  await rename(unfinished, path)
}
