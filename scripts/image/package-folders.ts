import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'

/** A package, and the folder of who loads it, as seen from the repository. */
export const packageRequest = z.object({ name: z.string(), by: z.string() })
export type PackageRequest = z.infer<typeof packageRequest>

const versions = z.record(z.string(), z.string()).default({})
const manifest = z.object({
  dependencies: versions,
  optionalDependencies: versions,
  peerDependencies: versions,
})

/** What a package depends on. */
export async function readPackage(folder: string): Promise<z.infer<typeof manifest>> {
  return manifest.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')))
}

/**
 * The folders of packages and of all that these load in turn, as Node finds them: beside who loads them, or in a folder above.
 * What is optional, or to be brought by others, counts where it is installed.
 *
 * @param root the repository
 * @throws Error when one is not installed
 */
export async function packageFolders(root: string, requests: PackageRequest[]): Promise<Set<string>> {
  const found = new Set<string>()
  const open = requests.map(request => ({ ...request, isNeeded: true }))
  for (const { name, by, isNeeded } of open) {
    const folder = findPackage(root, name, by)
    if (!folder && isNeeded)
      throw new Error(`${by} needs the package ${name}, which is not installed. Run npm ci.`)
    if (!folder || found.has(folder)) continue
    found.add(folder)
    const { dependencies, optionalDependencies, peerDependencies } = await readPackage(join(root, folder))
    for (const other of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }))
      open.push({
        name: other,
        by: folder,
        isNeeded: other in dependencies && !(other in optionalDependencies),
      })
  }
  return found
}

/** The folder of a package as `by` finds it, seen from the repository. */
function findPackage(root: string, name: string, by: string): string | null {
  for (let folder = join(root, by); ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name)
    if (existsSync(join(candidate, 'package.json'))) return relative(root, candidate)
    if (relative(root, folder) === '') return null
  }
}
