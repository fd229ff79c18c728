import { buildASTSchema, parse, getOperationAST, validate } from 'graphql'
import { serveShop } from '../supergraph/test/support/shop/serve-shop.ts'
import { createReference } from '../supergraph/test/support/shop/one-schema.ts'
import { loadSupergraph } from '../supergraph/src/schema/load-supergraph.ts'
import { createExecutor } from '../supergraph/src/execution/create-executor.ts'
import { createSubgraphConnections } from '../supergraph/src/execution/fetch/subgraph-connections.ts'
import { createPlanner } from '../supergraph/src/execution/plan/create-planner.ts'
import { createTypeConditions } from '../supergraph/src/execution/plan/type-conditions.ts'
const [planner, query, vars = '{}', faults = '{"seed":0,"oneIn":0,"down":null}'] = process.argv.slice(2)
const s = await serveShop(); const c = createSubgraphConnections()
const sg = await loadSupergraph(s.supergraph, ({ sdl, schema, subgraphs }) => {
  const types = createTypeConditions(buildASTSchema(parse(sdl, { noLocation: true }), { assumeValid: true }))
  const p = createPlanner(sdl, types, planner as never)
  const d = parse(query!)
  console.log(JSON.stringify(p.plan(d, getOperationAST(d)!), (k, v) => v instanceof Set ? [...v] : v, 1).replace(/\n\s+/g, ' '))
  return createExecutor({ sdl, schema, planner: planner as never, clients: new Map(subgraphs.map(({ name, url }) => { const cl = c.to(name, url); return [name, { name, async ask(b: string, r: boolean, call: never) { const a = await cl.ask(b, r, call); console.log(name, b, JSON.stringify(a)); return a } }] })) })
})
const d = parse(query!); console.log(validate(sg.schema, d).map(String))
console.log(JSON.stringify(await sg.executor.execute({ document: d, operation: getOperationAST(d)!, variables: JSON.parse(vars), denied: { key: '', reasons: new Map() } }, { headersFor: () => ({ 'x-faults': faults }), rightsKey: '' }), null, 1))
console.log('REF', JSON.stringify(createReference(sg.schema)(d, JSON.parse(vars), JSON.parse(faults)), null, 1))
await c.close(); await s.stop()
