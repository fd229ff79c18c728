import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { ROOM } from '../room.ts'
import { replaceFolder } from './replace-folder.ts'

/** Where the built explorer lies. */
export const EXPLORER_FOLDER = join(ROOM, 'dist/explorer')

const SOURCE = join(ROOM, 'src/explorer')

/**
 * Bundles the explorer's page, its editor and the editor's workers into one folder, so that a browser needs nothing
 * from anywhere else. The folder appears only when it is complete.
 */
export async function buildExplorer(folder = EXPLORER_FOLDER): Promise<void> {
  const { build } = await import('esbuild')
  const { resolve } = createRequire(join(ROOM, 'package.json'))
  const partial = `${folder}.${process.pid}.partial`
  await mkdir(partial, { recursive: true })
  try {
    await build({
      entryPoints: {
        page: join(SOURCE, 'page.ts'),
        style: resolve('graphiql/style.css'),
        'editor.worker': resolve('monaco-editor/esm/vs/editor/editor.worker.js'),
        'json.worker': resolve('monaco-editor/esm/vs/language/json/json.worker.js'),
        'graphql.worker': resolve('monaco-graphql/esm/graphql.worker.js'),
      },
      outdir: partial,
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      loader: { '.ttf': 'file', '.woff': 'file', '.woff2': 'file' },
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'error',
    })
    await copyFile(join(SOURCE, 'page.html'), join(partial, 'index.html'))
    await Promise.all((await readdir(partial)).map(name => compress(join(partial, name))))
    await replaceFolder(partial, folder)
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
}

/** Writes a compressed copy of a file beside it. */
async function compress(file: string): Promise<void> {
  await writeFile(`${file}.gz`, await promisify(gzip)(await readFile(file)))
}
