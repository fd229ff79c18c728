import { join } from 'node:path'
import type { CodegenConfig } from '@graphql-codegen/cli'

const here = import.meta.dirname

/** Typed operations of the dashboard, from the API schema that the root `npm run codegen` prints first. */
const config: CodegenConfig = {
  schema: process.env.ORION_API_SCHEMA ?? join(here, '../generated/api.graphql'),
  documents: [join(here, 'src/**/*.{ts,tsx}'), `!${join(here, 'src/generated/**')}`],
  generates: {
    [`${join(here, 'src/generated')}/`]: {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
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
