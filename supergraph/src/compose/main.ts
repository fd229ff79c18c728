/** Builds the supergraph from rover.yaml: see `npm run compose -- --help`. */
import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { composeSupergraph } from './compose-supergraph.ts'
import { describeChanges } from './describe-changes.ts'
import { reportChanges } from './report-changes.ts'
import { readRoverFile } from './rover-file.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const usage = `Composes the subgraphs that rover.yaml names into one supergraph, and says what changes for clients, what breaks them first.

  npm run compose -- [options]

  --check          writes nothing, and fails when the supergraph is not up to date
  --config FILE    the subgraphs; default rover.yaml
  --output FILE    the supergraph; default supergraph/supergraph.graphql
  --help           this text`

const options = readOptions()
if (options.help) {
  console.log(usage)
  process.exit(0)
}

const rover = await readRoverFile(options.config).catch((error: unknown) => fail(reasonOf(error), 1))
const composition = composeSupergraph(rover)
if (!composition.composed) {
  console.error(
    `The subgraphs do not compose:\n${composition.problems.map(problem => `  ${problem}`).join('\n')}`,
  )
  process.exit(1)
}
for (const hint of composition.hints) console.error(`hint ${hint}`)

const committed = await readFile(options.output, 'utf8').catch(() => null)
if (committed === composition.supergraphSdl) {
  console.log(`${options.output} is up to date.`)
} else {
  const report =
    committed === null ? '' : reportChanges(describeChanges(committed, composition.supergraphSdl))
  console.log(
    report ||
      (committed === null ? 'There was no supergraph yet.' : 'Only descriptions or directives changed.'),
  )
  if (options.check) {
    console.error(
      `${options.output} does not match the subgraphs. Run \`npm run compose\` and commit the file.`,
    )
    process.exit(1)
  }
  await writeFile(options.output, composition.supergraphSdl)
  console.log(`${options.output} was written.`)
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        check: { type: 'boolean', default: false },
        config: { type: 'string', default: resolve(root, 'rover.yaml') },
        output: { type: 'string', default: resolve(root, 'supergraph/supergraph.graphql') },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (error) {
    return fail(`${reasonOf(error)}\nSee "npm run compose -- --help".`, 2)
  }
}

function fail(message: string, exitCode: number): never {
  console.error(message)
  process.exit(exitCode)
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
