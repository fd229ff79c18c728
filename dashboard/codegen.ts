import { join } from 'node:path'
import type { CodegenConfig } from '@graphql-codegen/cli'
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset'

const here = import.meta.dirname

/** Typed operations of the dashboard, from the API schema that the root `npm run codegen` prints first. */
const config: CodegenConfig = {
  schema: process.env.ORION_API_SCHEMA ?? join(here, '../generated/api.graphql'),
  documents: [join(here, 'src/**/*.{ts,tsx}'), `!${join(here, 'src/generated/**')}`],
  generates: {
    [`${join(here, 'src/generated')}/`]: {
      preset: 'client',
      // What the page's cache of the graph needs is part of the document, and so of its id.
      documentTransforms: [addTypenameSelectionDocumentTransform],
      presetConfig: {
        fragmentMasking: false,
        // Documents are sent by this id; scripts/codegen.ts hands the gateway what belongs to it.
        persistedDocuments: { hashAlgorithm: 'sha256' },
      },
      config: {
        importExtension: '.ts',
        useTypeImports: true,
        enumType: 'string-literal',
        scalars: { DateTime: 'string', URL: 'string', Money: 'string', JSON: 'unknown' },
      },
    },
  },
}

export default config
