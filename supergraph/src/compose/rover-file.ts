import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'

const roverSchema = z.object({
  federation_version: z.string().optional(),
  subgraphs: z
    .record(
      z.string().regex(/^[a-z][a-z0-9_-]*$/i),
      z.object({ routing_url: z.string().min(1), schema: z.object({ file: z.string().min(1) }) }),
    )
    .refine(subgraphs => Object.keys(subgraphs).length > 0, 'at least one subgraph is needed'),
})

/** One subgraph of `rover.yaml` with the text of its schema. */
export interface SubgraphSource {
  name: string
  url: string
  /** Absolute path of the schema file. */
  file: string
  sdl: string
}

/**
 * Reads Rover's supergraph configuration and every schema file it names; paths are relative to the file itself.
 * @throws when the file or a schema cannot be read, or does not have Rover's shape.
 */
export async function readRoverFile(path: string): Promise<SubgraphSource[]> {
  const parsed = roverSchema.safeParse(parseYaml(await readFile(path, 'utf8')))
  if (!parsed.success)
    throw new Error(`${path} is not a supergraph configuration: ${z.prettifyError(parsed.error)}`)
  return Promise.all(
    Object.entries(parsed.data.subgraphs).map(async ([name, subgraph]) => {
      const file = resolve(dirname(path), subgraph.schema.file)
      return { name, url: subgraph.routing_url, file, sdl: await readFile(file, 'utf8') }
    }),
  )
}
