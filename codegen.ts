import { existsSync } from 'node:fs'
import type { CodegenConfig } from '@graphql-codegen/cli'
import { services } from './common/src/events/catalogue.ts'

/** What a subgraph's resolvers answer for each type of its schema, as `Type: "../path.ts#Row"`; from its codegen.json. */
async function mappersOf(service: string): Promise<Record<string, string>> {
  const path = new URL(`./subgraphs/${service}/codegen.json`, import.meta.url)
  if (!existsSync(path)) return {}
  const { default: settings } = await import(path.href, { with: { type: 'json' } })
  return settings.mappers
}

const scalars = {
  ID: 'string',
  DateTime: { input: 'Date', output: 'Date | string' },
  URL: { input: 'URL', output: 'URL | string' },
  JSON: { input: 'unknown', output: 'unknown' },
  Money: { input: 'string', output: "import('@orion/common').Money | string" },
}

const subgraphs = await Promise.all(
  services.map(async service => [
    `subgraphs/${service}/src/generated/graphql.ts`,
    {
      schema: `subgraphs/${service}/schema.graphql`,
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        federation: true,
        contextType: '../context.ts#Context',
        mappers: await mappersOf(service),
        scalars,
        enumsAsConst: true,
        useTypeImports: true,
        optionalResolveType: true,
        resolversNonOptionalTypename: { excludeTypes: ['*'] },
        makeResolverTypeCallable: true,
        emitLegacyCommonJSImports: false,
      },
    },
  ]),
)

/** Types for the resolvers of every subgraph, from its schema.graphql. */
const config: CodegenConfig = {
  generates: Object.fromEntries(subgraphs),
  silent: true,
}
export default config
