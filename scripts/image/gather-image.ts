import { constants } from 'node:fs'
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { LOADED_PACKAGES } from './loaded-packages.ts'
import { packageFolders, packageRequest } from './package-folders.ts'
import { programRooms } from './program-rooms.ts'

/** Of a room: sources, which bundles hold, but no schemas, which are read as they are; tests; and packages. */
const SOURCES = /^(test|bench|node_modules)\/|^src\/.*(?<!\.graphql)$|\.ts$/
/** What only developers read of packages. Licences go with what they are for. */
const FOR_DEVELOPERS = /\.(map|[cm]?tsx?|tsbuildinfo)$|(?<!licen[cs]e)\.md$/i
/** The packages within a package, which are found by themselves. */
const WITHIN = /^node_modules\//

/**
 * Gathers what containers run: the programs of a build, what they read, and the packages that they load, each where it lies in the
 * repository; of the dashboard, the server that Next.js made, which brings its packages.
 *
 * @param root the repository, built
 * @param folder where to; it is made where it is not there
 */
export async function gatherImage(root: string, folder: string): Promise<void> {
  const loaded = z
    .array(packageRequest)
    .parse(JSON.parse(await readFile(join(root, LOADED_PACKAGES), 'utf8')))
  await copyFiles(join(root, 'dashboard/.next/standalone'), folder, FOR_DEVELOPERS)
  for (const room of await programRooms(root)) await copyFiles(join(root, room), join(folder, room), SOURCES)
  for (const name of await packageFolders(root, loaded))
    await copyFiles(join(root, name), join(folder, name), WITHIN, FOR_DEVELOPERS)
}

/** Copies a folder's files but those whose paths in it match a pattern. */
async function copyFiles(from: string, to: string, ...leftOut: RegExp[]): Promise<void> {
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    const path = relative(from, join(entry.parentPath, entry.name))
    if (!entry.isFile() || leftOut.some(pattern => pattern.test(path))) continue
    const target = join(to, path)
    await mkdir(dirname(target), { recursive: true })
    // Where the file system can, both share what is on the disk.
    await copyFile(join(from, path), target, constants.COPYFILE_FICLONE)
  }
}
