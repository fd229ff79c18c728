import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals'
import { generate, loadContext } from '@graphql-codegen/cli'
import { printSchema } from 'graphql'
import { services } from '../common/src/events/catalogue.ts'

const run = promisify(execFile)

/**
 * Generates everything that is generated: Prisma clients, resolver types, the API's schema as clients see it, and the operation
 * types of the dashboard and the CLI. Nothing of it is committed.
 */
await Promise.all([generatePrismaClients(), generateApiSchema().then(generateGraphqlTypes)])

async function generatePrismaClients(): Promise<void> {
  // Generating needs no schema engine, but the Prisma CLI insists on one and would download it.
  const environment = {
    PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    ...process.env,
  }
  const wanted = services.filter(service => existsSync(`subgraphs/${service}/prisma/schema.prisma`))
  for (let next = 0; next < wanted.length; next += 2) {
    await Promise.all(
      wanted.slice(next, next + 2).map(service =>
        run(
          'node',
          [
            'node_modules/prisma/build/index.js',
            'generate',
            '--schema',
            `subgraphs/${service}/prisma/schema.prisma`,
          ],
          {
            env: environment,
          },
        ),
      ),
    )
  }
}

async function generateApiSchema(): Promise<void> {
  const supergraph = Supergraph.build(await readFile('supergraph/supergraph.graphql', 'utf8'), {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  })
  await mkdir('generated', { recursive: true })
  await writeFile('generated/api.graphql', printSchema(supergraph.apiSchema().toGraphQLJSSchema()))
}

async function generateGraphqlTypes(): Promise<void> {
  for (const configuration of ['codegen.ts', 'dashboard/codegen.ts', 'cli/codegen.ts']) {
    if (!existsSync(configuration)) continue
    await generate(await loadContext(configuration), true)
  }
  await mergeManifests(['dashboard', 'cli'])
}

/** Puts the documents that the clients ask into one manifest, which the gateway reads. */
async function mergeManifests(rooms: readonly string[]): Promise<void> {
  const manifests = await Promise.all(
    rooms.map(async room =>
      JSON.parse(await readFile(`${room}/src/generated/persisted-documents.json`, 'utf8')),
    ),
  )
  await mkdir('supergraph/generated', { recursive: true })
  await writeFile(
    'supergraph/generated/persisted-documents.json',
    `${JSON.stringify(Object.assign({}, ...manifests), null, 2)}\n`,
  )
}
