/** Who may import whom. ARCHITECTURE.md, "Layers", says why. */
const pure = '^lib/(jobs|format|messages|charts)/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-imports-app',
      severity: 'error',
      from: { pathNot: '^app/' },
      to: { path: '^app/' },
    },
    {
      name: 'components-never-see-the-server',
      comment: 'What runs in a browser must not reach the key.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^lib/(server|sample-account)/' },
    },
    {
      name: 'no-zod-in-the-browser',
      comment: 'Types of an answer are free; its schema costs 30 kB.',
      severity: 'error',
      from: { path: '^(components|lib/(client|jobs|format|messages))/' },
      to: { path: '^(node_modules/zod/|lib/api/(?!errors\\.ts))', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pages-components-stay-apart',
      severity: 'error',
      from: { path: '^components/(jobs|job-detail|compare|usage|mirror|api-docs|sign-in|columns|views)/' },
      to: {
        path: '^components/(jobs|job-detail|compare|usage|mirror|api-docs|sign-in|columns|views)/',
        pathNot: '^components/$1/',
      },
    },
    {
      name: 'ui-knows-no-domain',
      severity: 'error',
      from: { path: '^components/ui/' },
      to: { path: '^(components/(?!ui/)|lib/(?!format/))' },
    },
    {
      name: 'pure-stays-pure',
      severity: 'error',
      from: { path: pure, pathNot: '\\.test\\.ts$' },
      to: { path: '^(lib|components)/', pathNot: pure },
    },
    {
      name: 'api-stands-on-jobs',
      severity: 'error',
      from: { path: '^lib/api/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(lib|components)/', pathNot: '^lib/(api|jobs|format)/' },
    },
    {
      name: 'client-stands-on-api-and-jobs',
      severity: 'error',
      from: { path: '^lib/client/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(lib|components)/', pathNot: '^lib/(client|api|jobs|format)/' },
    },
    {
      name: 'dashscope-and-store-know-neither-each-other-nor-the-mirror',
      severity: 'error',
      from: { path: '^lib/server/(dashscope|store)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^lib/', pathNot: ['^lib/server/$1/', '^lib/jobs/'] },
    },
    {
      name: 'one-holder-of-the-key',
      comment: 'Only the client of DashScope uses undici.',
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: '^lib/server/dashscope/|\\.test\\.ts$' },
      to: { path: 'node_modules/undici/' },
    },
    {
      name: 'routes-never-see-components',
      severity: 'error',
      from: { path: '^app/(api/|.*route\\.ts$)' },
      to: { path: '^components/' },
    },
    {
      name: 'server-never-sees-components',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^components/' },
    },
    {
      name: 'sample-account-is-a-peer',
      comment: 'It plays DashScope: it may know a job, never the board.',
      severity: 'error',
      from: { path: '^lib/sample-account/' },
      to: { path: '^(lib|components)/', pathNot: '^lib/(sample-account|jobs)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^\\.next' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'] },
  },
}
