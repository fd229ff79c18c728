import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Metafile } from 'esbuild'
import { bundle } from '../scripts/bundle.ts'

const room = fileURLToPath(new URL('.', import.meta.url))

/** Programs of their own, which the gateway runs as processes. */
const PROCESSES = ['rust-planner-process', 'apollo-planner-process']

/** Bundles the gateway to dist/main.js. */
export async function buildGateway(): Promise<Metafile> {
  return bundle({
    entryPoints: [
      { in: join(room, 'src/main.ts'), out: 'main' },
      ...PROCESSES.map(name => ({ in: join(room, `src/execution/plan/${name}.mjs`), out: name })),
    ],
    outdir: join(room, 'dist'),
    // The first two carry binaries; what is CommonJS and imported late, as the clients of S3 are, would lose its exports; the others
    // are native helpers that ws uses when somebody installed them.
    external: ['@graphql-hive/router-query-planner', 'esbuild', '@aws-sdk/*', 'bufferutil', 'utf-8-validate'],
    // Processes are run by the names of their sources.
    rename: path =>
      PROCESSES.some(name => basename(path) === `${name}.js`) ? path.replace(/js$/, 'mjs') : path,
  })
}
