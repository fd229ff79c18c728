/** Builds the supergraph from rover.yaml: `npm run compose -- [--check] [--config FILE] [--output FILE]`. */
import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { composeSupergraph } from './compose-supergraph.ts'
import { describeChanges } from './describe-changes.ts'
import { reportChanges } from './report-changes.ts'
import { readRoverFile } from './rover-file.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const { values: options } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    config: { type: 'string', default: resolve(root, 'rover.yaml') },
    output: { type: 'string', default: resolve(root, 'supergraph/supergraph.graphql') },
  },
})

const composition = composeSupergraph(await readRoverFile(options.config))
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
