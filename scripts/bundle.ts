import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Metafile, type OutputFile } from 'esbuild'
import { thinSourceMap } from './thin-source-map.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What the last whole build was made of (`scripts/bootstrap.mjs`); gone once something of it is made anew. */
const BUILD_MARK = join(root, 'common/dist/.orion-inputs')

/** Long enough that no process that runs from the files of an older build would still load one. */
const KEPT_MS = 24 * 60 * 60 * 1000

const COMMON_JS = `import { createRequire as __createRequire } from 'node:module';
import { dirname as __directoryOf } from 'node:path';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url), __dirname = __directoryOf(__filename);`

/**
 * Bundles programs, npm packages included: read as few texts without comments they take half of the memory and of the time to
 * start. What only one way of running needs is a file of its own beside them. Each file appears whole, and programs after all
 * that they load, so that several may build at once; what no build of the last day wrote is removed from their folders.
 *
 * @returns what went into which file, and what was left out
 */
export async function bundle(
  options: Pick<BuildOptions, 'chunkNames' | 'assetNames' | 'external' | 'plugins'> & {
    /** Sources, and the outputs' paths under `outdir` without `.js`. */
    entryPoints: { in: string; out: string }[]
    outdir: string
    /** The name of an output file where it is not to be the one of its source. */
    rename?: (path: string) => string
  },
): Promise<Metafile> {
  const { rename: named = path => path, ...others } = options
  if (options.outdir.startsWith(root)) await rm(BUILD_MARK, { force: true })
  const { outputFiles, metafile } = await build({
    ...others,
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: 'linked',
    sourcesContent: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    absWorkingDir: root,
    // What packages that are CommonJS find in Node.
    banner: { js: COMMON_JS },
    logLevel: 'warning',
  })
  const programs = new Set(others.entryPoints.map(({ out }) => join(options.outdir, `${out}.js`)))
  const isProgram = ({ path }: OutputFile) => programs.has(path)
  for (const file of [...outputFiles.filter(file => !isProgram(file)), ...outputFiles.filter(isProgram)])
    await writeWhole(named(file.path), file.path.endsWith('.map') ? thinSourceMap(file.text) : file.contents)
  for (const folder of new Set(outputFiles.map(({ path }) => dirname(path)))) await removeOldFiles(folder)
  return metafile
}

async function writeWhole(path: string, contents: string | Uint8Array): Promise<void> {
  const partial = `${path}.${process.pid}.partial`
  await mkdir(dirname(path), { recursive: true })
  await writeFile(partial, contents, { mode: isCommand(contents) ? 0o755 : 0o644 })
  await rename(partial, path)
}

/** Whether a file begins as one that is run by its name. */
function isCommand(contents: string | Uint8Array): boolean {
  return Buffer.from(contents.slice(0, 2)).toString() === '#!'
}

async function removeOldFiles(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (!entry.isFile()) continue
    // A file that is gone meanwhile was the partial one of another build.
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > KEPT_MS) await rm(path, { force: true })
  }
}
