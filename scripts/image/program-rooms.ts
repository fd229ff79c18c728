import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The rooms whose programs are bundles, and `common`, which holds what several of them load. The dashboard's is built by Next.js.
 *
 * @param root the repository
 */
export async function programRooms(root: string): Promise<string[]> {
  const services = await readdir(join(root, 'subgraphs'))
  return ['common', ...services.map(name => `subgraphs/${name}`), 'supergraph', 'cli']
}
