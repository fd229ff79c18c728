import { fileURLToPath } from 'node:url'
import type { CodegenConfig } from '@graphql-codegen/cli'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Types of the CLI's operations, checked against the API schema that the supergraph exposes.
 * Documents become plain strings, so that no GraphQL parser is loaded at start.
 */
const config: CodegenConfig = {
  schema: at('../generated/api.graphql'),
  documents: at('src/operations/*.graphql'),
  generates: {
    [at('src/generated/')]: {
      preset: 'client',
      presetConfig: {
        fragmentMasking: false,
        // Documents are sent by this id; scripts/codegen.ts hands the gateway what belongs to it.
        persistedDocuments: { hashAlgorithm: 'sha256' },
      },
      config: {
        documentMode: 'string',
        enumType: 'const',
        useTypeImports: true,
        strictScalars: true,
        scalars: { DateTime: 'string', JSON: 'unknown', Money: 'string', URL: 'string' },
      },
    },
  },
}

export default config
