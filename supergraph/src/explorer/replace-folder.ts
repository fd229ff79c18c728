import { rename, rm } from 'node:fs/promises'

/** Puts a folder in the place of another, which is removed. Where several do so at once, one of theirs stays, whole. */
export async function replaceFolder(complete: string, place: string): Promise<void> {
  for (;;) {
    await rm(place, { recursive: true, force: true, maxRetries: 10 })
    try {
      return await rename(complete, place)
    } catch (error) {
      // Another one came in between.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOTEMPTY')) throw error
    }
  }
}
