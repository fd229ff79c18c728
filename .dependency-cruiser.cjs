/** Who may import whom. The rooms are those of ARCHITECTURE.md. */
module.exports = {
  forbidden: [
    {
      name: 'common-imports-nobody',
      comment: 'common is what every service shares and no service owns',
      severity: 'error',
      from: { path: '^common/' },
      to: { path: '^(subgraphs|supergraph|cli|dashboard|scripts|e2e|bench)/' },
    },
    {
      name: 'nobody-imports-a-subgraph',
      comment: 'services know each other only through events; scripts start them, tests test them',
      severity: 'error',
      from: { path: '^(common|supergraph|cli|dashboard)/' },
      to: { path: '^subgraphs/' },
    },
    {
      name: 'subgraphs-do-not-import-each-other',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/' },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'subgraphs-do-not-import-the-gateway',
      severity: 'error',
      from: { path: '^subgraphs/' },
      to: { path: '^supergraph/' },
    },
    {
      name: 'services-import-no-client-and-no-script',
      comment: 'what runs in production knows nothing of what starts, tests or measures it',
      severity: 'error',
      from: { path: '^(subgraphs/[^/]+|supergraph)/src/' },
      to: { path: '^(cli|dashboard|scripts|e2e|bench)/' },
    },
    {
      name: 'clients-know-only-the-api',
      comment: 'the dashboard and the CLI know the system through its API',
      severity: 'error',
      from: { path: '^(dashboard|cli)/src/' },
      to: { path: '^(supergraph|scripts|e2e|bench)/' },
    },
    {
      name: 'clients-without-common',
      comment: 'the dashboard runs in browsers, the CLI anywhere; nothing of the services may end up there',
      severity: 'error',
      from: { path: '^(dashboard|cli)/src/' },
      to: { path: '^common/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '/generated/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|dist|generated|\\.next)/|(^|/)next-env\\.d\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
