import { randomUUID } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod'
import { AuthError } from '../errors.ts'
import { isMissingFile } from '../system-error.ts'
import { withFileLock } from './file-lock.ts'

/** Whose the tokens are, as the gateway tells with them. */
export const signedInUser = z.object({
  id: z.string(),
  name: z.string(),
  username: z.string(),
  email: z.string().nullable(),
  role: z.string(),
})

const credentialsSchema = z.object({
  /** The gateway that gave the tokens; they are sent to no other. */
  gateway: z.string(),
  accessToken: z.string(),
  refreshToken: z.string(),
  /** When the access token ends, in milliseconds of this computer's clock. */
  expiresAtMs: z.number(),
  user: signedInUser,
})

export type Credentials = z.infer<typeof credentialsSchema>

/**
 * The tokens of one profile, in a file that nobody but its owner can read. The file has mode 0600 from the
 * moment it exists, and is replaced as a whole, so that a reader never sees half of it.
 */
export class CredentialStore {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  /** The stored tokens; null when nobody is signed in. Throws AuthError for a file that is not ours. */
  async read(): Promise<Credentials | null> {
    let text: string
    try {
      text = await readFile(this.path, 'utf8')
    } catch (error) {
      if (isMissingFile(error)) return null
      throw new AuthError(`The credentials in ${this.path} cannot be read: ${String(error)}`)
    }
    try {
      return credentialsSchema.parse(JSON.parse(text))
    } catch {
      throw new AuthError(
        `The credentials in ${this.path} cannot be understood.`,
        'Remove the file and sign in again with `orion auth login`.',
      )
    }
  }

  /** Stores tokens in place of the former ones. */
  async write(credentials: Credentials): Promise<void> {
    await this.makeFolders()
    const fresh = `${this.path}.${randomUUID()}.new`
    try {
      const file = await open(fresh, 'wx', 0o600)
      try {
        await file.writeFile(`${JSON.stringify(credentials, null, 2)}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(fresh, this.path)
    } catch (error) {
      await rm(fresh, { force: true })
      throw error
    }
  }

  /** Forgets the tokens. */
  async remove(): Promise<void> {
    await rm(this.path, { force: true })
  }

  /** Runs `work` while no other process changes the same credentials. */
  async locked<T>(work: () => Promise<T>): Promise<T> {
    await this.makeFolders()
    return withFileLock(`${this.path}.lock`, work)
  }

  /** Makes the folders, and closes them to others when somebody had opened them. */
  private async makeFolders(): Promise<void> {
    const folder = dirname(this.path)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    for (const path of [folder, dirname(folder)]) {
      const { mode } = await stat(path)
      if (mode & 0o077) await chmod(path, 0o700)
    }
  }
}
