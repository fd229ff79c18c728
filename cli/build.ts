import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Metafile } from 'esbuild'
import { bundle } from '../scripts/bundle.ts'

const room = fileURLToPath(new URL('.', import.meta.url))

/**
 * Bundles the command to `<outdir>/orion.js`, npm packages included: a command starts anew each time, and reading
 * one file in place of some two hundred halves the time that takes. What only live commands need is a file of its
 * own beside it.
 */
export async function buildCli(outdir: string): Promise<Metafile> {
  return bundle({
    entryPoints: [{ in: join(room, 'src/main.ts'), out: 'orion' }],
    outdir: resolve(outdir),
    // Native helpers that ws uses when somebody installed them.
    external: ['bufferutil', 'utf-8-validate'],
  })
}
