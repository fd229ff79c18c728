import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { describeError, OrionError } from '@orion/common'
import { createGatewayKeys } from '@orion/common/embedded/keys'
import { runningProcess } from '@orion/common/embedded/running-process'
import { z } from 'zod'

/** Where the state of a system on one host lives: data, files, logs, secrets. `ORION_HOME`, `.orion` by default. */
export const homeFolder = () => resolve(process.env.ORION_HOME || '.orion')

/** Takes the state in `home` for this process. @throws OrionError while another system runs on it, or when nothing can be kept there. */
export async function claimHome(home: string): Promise<void> {
  await makeFolder(home).catch(cause => refuse(home, cause))
  const pidFile = join(home, 'orion.pid')
  for (;;) {
    const taken = await writeFile(pidFile, `${process.pid}\n`, { flag: 'wx' }).then(
      () => true,
      (cause: NodeJS.ErrnoException) => cause.code !== 'EEXIST' && refuse(home, cause),
    )
    if (taken) return
    const other = await runningProcess(pidFile, process.cwd())
    if (other === process.pid) return
    if (other !== null)
      throw new OrionError(
        `Orion runs already with the state in ${home} (process ${other}). End it, or name another folder as ORION_HOME.`,
        { code: 'HOME_IN_USE' },
      )
    await rm(pidFile, { force: true }).catch(cause => refuse(home, cause))
  }
}

/** As mkdir does it with `recursive`, which tries without end where a folder cannot be made though its parent is there, as in /proc. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return
    const parent = dirname(folder)
    const isMissing = await stat(parent).then(
      () => false,
      () => true,
    )
    if (code !== 'ENOENT' || parent === folder || !isMissing) throw cause
    await makeFolder(parent)
    await mkdir(folder)
  }
}

function refuse(home: string, cause: unknown): never {
  throw new OrionError(
    `The state cannot be kept in ${home}: ${describeError(cause)}. Name a folder that you may write to as ORION_HOME.`,
    { code: 'HOME_UNUSABLE', cause },
  )
}

const secrets = z.object({
  gatewayPrivateKey: z.string(),
  gatewayPublicKey: z.string(),
  filesSecret: z.string(),
  encryptionKey: z.string(),
})
export type Secrets = z.infer<typeof secrets>

/** The secrets of the system in `home`; made at the first start, readable by the user alone. */
export async function secretsOf(home: string): Promise<Secrets> {
  await mkdir(home, { recursive: true })
  const path = join(home, 'secrets.json')
  try {
    return secrets.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const keys = await createGatewayKeys()
  const made: Secrets = {
    gatewayPrivateKey: keys.privateKey,
    gatewayPublicKey: keys.publicKey,
    filesSecret: randomBytes(32).toString('base64url'),
    encryptionKey: randomBytes(32).toString('base64'),
  }
  await writeFile(`${path}.new`, JSON.stringify(made, null, 2), { mode: 0o600 })
  await chmod(`${path}.new`, 0o600)
  await rename(`${path}.new`, path)
  return made
}
