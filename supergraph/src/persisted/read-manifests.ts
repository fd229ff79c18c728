import { readFile } from 'node:fs/promises'
import { Kind, parse } from 'graphql'
import { z } from 'zod'
import { idOfDocument } from './document-id.ts'

/** The documents that Orion's own clients ask, by the SHA-256 of their text. */
export type Manifest = ReadonlyMap<string, string>

const manifestFile = z.record(z.string(), z.string())

/**
 * Reads manifests as @graphql-codegen/client-preset writes them: JSON objects of document texts by their SHA-256.
 * @throws when a file cannot be read, or an id is not that of its text
 */
export async function readManifests(paths: readonly string[]): Promise<Manifest> {
  const documents = new Map<string, string>()
  for (const path of paths) {
    const file = manifestFile.parse(JSON.parse(await readFile(path, 'utf8')))
    for (const [given, text] of Object.entries(file)) {
      const id = given.replace(/^sha256:/, '')
      if (idOfDocument(text) !== id)
        throw new Error(`${path}: ${id} is not the SHA-256 of its document; generate it again.`)
      documents.set(id, text)
    }
  }
  return documents
}

/** The names of a manifest's operations. */
export function operationNames(manifest: Manifest): string[] {
  return [...manifest.values()].flatMap(text =>
    parse(text, { noLocation: true }).definitions.flatMap(definition =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.name ? definition.name.value : [],
    ),
  )
}
