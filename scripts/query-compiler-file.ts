import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Plugin } from 'esbuild'

/**
 * Keeps Prisma's query compiler as the WebAssembly file that it is: the package carries it as a text of 2 MB in base64, which
 * would be parsed at each start and held by each service.
 */
export const queryCompilerFile: Plugin = {
  name: 'query-compiler-file',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /\/query_compiler_[^/]+\.wasm-base64\.m?js$/, namespace: 'file' }, ({ path }) => ({
      contents: `import { readFileSync } from 'node:fs'
import file from ${JSON.stringify(`wasm:${path}`)}
export const wasm = readFileSync(new URL(file, import.meta.url))`,
      loader: 'js',
    }))
    onResolve({ filter: /^wasm:/ }, ({ path }) => ({
      path: path.slice(5).replace(/-base64\.m?js$/, ''),
      namespace: 'wasm',
      pluginData: path.slice(5),
    }))
    onLoad({ filter: /./, namespace: 'wasm' }, async ({ pluginData: path }: { pluginData: string }) => {
      const [, base64] = /"([A-Za-z0-9+/=]{1000,})"/.exec(await readFile(path, 'utf8')) ?? []
      if (!base64) throw new Error(`${basename(path)} carries no WebAssembly in base64.`)
      return { contents: Buffer.from(base64, 'base64'), loader: 'file' }
    })
  },
}
