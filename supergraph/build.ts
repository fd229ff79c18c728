import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type OutputFile } from 'esbuild'

const room = fileURLToPath(new URL('.', import.meta.url))

/** Programs of their own, which the gateway runs as processes. */
const PROCESSES = ['rust-planner-process', 'apollo-planner-process']

/** Long enough that no gateway that runs from the files of an older build would still load one. */
const KEPT_MS = 24 * 60 * 60 * 1000

/**
 * Bundles the gateway to dist/main.js, npm packages included: read as one text without comments they take half of the
 * memory and of the time to start. What only one way of serving needs is a file of its own beside it. Each file appears whole, and
 * main.js after all that it loads, so that several may build at once.
 */
export async function buildGateway(): Promise<void> {
  const outdir = join(room, 'dist')
  const { outputFiles } = await build({
    entryPoints: [
      { in: join(room, 'src/main.ts'), out: 'main' },
      ...PROCESSES.map(name => ({ in: join(room, `src/execution/plan/${name}.mjs`), out: name })),
    ],
    outdir,
    write: false,
    bundle: true,
    splitting: true,
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: 'linked',
    sourcesContent: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // The first two carry binaries; the others are native helpers that ws uses when somebody installed them.
    external: ['@graphql-hive/router-query-planner', 'esbuild', 'bufferutil', 'utf-8-validate'],
    // The packages that are CommonJS load Node's own modules with `require`.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  })
  const isEntry = (path: string) => basename(path) === 'main.js'
  const parts = outputFiles.filter(({ path }) => !isEntry(path)).map(named)
  const entry = outputFiles.filter(({ path }) => isEntry(path))
  await mkdir(outdir, { recursive: true })
  for (const { path, contents } of [...parts, ...entry]) {
    const partial = `${path}.${process.pid}.partial`
    await writeFile(partial, contents)
    await rename(partial, path)
  }
  await removeOldFiles(outdir)
}

/** Processes are run by the names of their sources. */
function named({ path, contents }: OutputFile): Pick<OutputFile, 'path' | 'contents'> {
  const isProcess = PROCESSES.some(name => basename(path) === `${name}.js`)
  return { path: isProcess ? path.replace(/js$/, 'mjs') : path, contents }
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
