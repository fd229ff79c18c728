import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Metafile, Plugin } from 'esbuild'
import { buildCli } from '../cli/build.ts'
import { services } from '../common/src/events/catalogue.ts'
import { buildGateway } from '../supergraph/build.ts'
import { buildExplorer } from '../supergraph/src/explorer/build-explorer.ts'
import { bundle } from './bundle.ts'
import { LOADED_PACKAGES, loadedPackages } from './image/loaded-packages.ts'
import { queryCompilerFile } from './query-compiler-file.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Packages that carry binaries or data, and others that load these only when somebody installed them. */
const EXTERNAL = [
  '@aws-sdk/*',
  '@expo-google-fonts/*',
  '@napi-rs/canvas',
  '@node-rs/argon2',
  'sharp',
  'wink-eng-lite-web-model',
  'bufferutil',
  'utf-8-validate',
  'pg-native',
  './lib-cov/*',
]

/** The program of a service: its declaration, run. */
const servicePrograms: Plugin = {
  name: 'service-programs',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^service:/ }, ({ path }) => ({ path: path.slice(8), namespace: 'service' }))
    onLoad({ filter: /./, namespace: 'service' }, ({ path }) => ({
      contents: `import { runService } from '@orion/common/service/run-service'
import service from './src/main.ts'
await runService(service)`,
      resolveDir: join(root, 'subgraphs', path),
      loader: 'ts',
    }))
  },
}

/** Bundles every service to subgraphs/<name>/dist/main.js; what several of them load is in common/dist, bundled once. */
async function buildServices(): Promise<Metafile> {
  return bundle({
    entryPoints: services.map(name => ({ in: `service:${name}`, out: `subgraphs/${name}/dist/main` })),
    outdir: root,
    chunkNames: 'common/dist/[name]-[hash]',
    assetNames: 'common/dist/[name]-[hash]',
    external: EXTERNAL,
    plugins: [servicePrograms, queryCompilerFile],
  })
}

const [bundles] = await Promise.all([
  Promise.all([buildServices(), buildGateway(), buildCli(join(root, 'cli/dist'))]),
  buildExplorer(),
])
await writeFile(join(root, LOADED_PACKAGES), JSON.stringify(await loadedPackages(root, bundles)))
