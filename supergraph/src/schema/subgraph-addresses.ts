/**
 * The address at which a subgraph is called: the supergraph's, unless the environment names another one, as in
 * `ORION_SUBGRAPH_URL_SCOUT=http://127.0.0.1:9001/graphql`. Names are upper-cased, other characters become `_`.
 */
export function subgraphAddress(
  name: string,
  url: string,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  return environment[`ORION_SUBGRAPH_URL_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`] ?? url
}
