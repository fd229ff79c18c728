/**
 * The subgraphs of the benchmark in one process, so cheap that they are not what is measured: an answer is computed once
 * and given again with the salt of the request in it. Every other path gives the answer that a file of that name holds.
 * `serve-subgraphs.ts FOLDER`
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execute, parse } from 'graphql'
import { subgraphSchema } from '../test/support/supergraph.ts'
import { listen } from './listen.ts'
import { COMMON_SALT, SALT, shop } from './shop.ts'

const schemas = new Map(
  Object.entries(shop).map(([name, subgraph]) => [`/${name}`, subgraphSchema(subgraph)]),
)
const answers = new Map<string, string>()

await listen(async (path, body) => {
  const salt = SALT.exec(body)?.[0] ?? COMMON_SALT
  const text = body.replaceAll(salt, COMMON_SALT)
  const key = `${path} ${text}`
  const answer = answers.get(key) ?? (await compute(path, text))
  answers.set(key, answer)
  return answer.replaceAll(COMMON_SALT, salt)
})

async function compute(path: string, text: string): Promise<string> {
  const schema = schemas.get(path)
  if (!schema) return readFile(join(process.argv[2] ?? '', path), 'utf8')
  const { query, variables } = JSON.parse(text)
  const document = parse(query)
  return JSON.stringify(await execute({ schema, document, variableValues: variables }))
}
