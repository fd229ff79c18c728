import { type BuildOptions, build, type Plugin } from 'esbuild'
import { buildCli } from '../cli/build.ts'
import { services } from '../common/src/events/catalogue.ts'
import { buildGateway } from '../supergraph/build.ts'
import { buildExplorer } from '../supergraph/src/explorer/build-explorer.ts'

/** npm packages stay imports, since some carry binaries; Orion's own rooms are bundled. */
const packagesExternal: Plugin = {
  name: 'packages-external',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path }) =>
      path.startsWith('@orion/') ? undefined : { path, external: true },
    )
  },
}

const shared: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'linked',
  plugins: [packagesExternal],
  logLevel: 'warning',
}

/** Bundles every service, the gateway and the CLI to <room>/dist. */
export async function buildServices(): Promise<void> {
  await Promise.all([
    ...services.map(service =>
      build({
        ...shared,
        stdin: {
          contents: `import { runService } from '@orion/common/service/run-service'
import service from './src/main.ts'
await runService(service)`,
          resolveDir: `subgraphs/${service}`,
          sourcefile: `${service}.ts`,
          loader: 'ts',
        },
        outfile: `subgraphs/${service}/dist/main.js`,
      }),
    ),
    buildGateway(),
    buildCli('cli/dist'),
    buildExplorer(),
  ])
}

await buildServices()
