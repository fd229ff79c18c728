import { join } from 'node:path'
import type { Metafile } from 'esbuild'
import { type PackageRequest, readPackage } from './package-folders.ts'
import { programRooms } from './program-rooms.ts'

/** Where a build lists the packages that its programs load. */
export const LOADED_PACKAGES = 'common/dist/packages.json'

/**
 * The packages that programs load when they run: of those on which their rooms depend, the ones that no bundle holds (whoever loads
 * a binary or data by itself does so unseen by the bundler), and the ones that a bundle imports from outside.
 *
 * @param root the repository
 */
export async function loadedPackages(root: string, bundles: Metafile[]): Promise<PackageRequest[]> {
  const held = new Set(bundles.flatMap(({ inputs }) => Object.keys(inputs).map(packageOf)))
  const imported = new Set(
    bundles
      .flatMap(({ outputs }) => Object.values(outputs).flatMap(({ imports }) => imports))
      .filter(({ external }) => external)
      .map(({ path }) => packageOf(`node_modules/${path}`)),
  )
  const wanted: PackageRequest[] = []
  for (const room of await programRooms(root)) {
    const { dependencies } = await readPackage(join(root, room))
    for (const name of Object.keys(dependencies))
      if (!name.startsWith('@orion/') && (imported.has(name) || !held.has(name)))
        wanted.push({ name, by: room })
  }
  return wanted
}

/** The name of the package that a file belongs to. */
function packageOf(path: string): string | undefined {
  return /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]
}
