// The import rule: who may import whom. Told in ARCHITECTURE.md, enforced by scripts/house/import-rule.mjs, with no exemptions.

/** Which packages of ours each package may import, besides itself. */
const mayImport = {
  protocol: [],
  core: ['protocol'],
  sdk: ['protocol'],
  server: ['core', 'protocol'],
  web: ['core', 'protocol'],
  testkit: ['core', 'protocol'],
}

/** The domains of core in the order of the data's way. Those of one stage do not know each other. */
const dataWay = [['base'], ['atlas'], ['listen'], ['understand'], ['act', 'service'], ['impact'], ['insights']]

/** The libraries that pure code may use: calendars and zones, people's patterns, texts that several type in; parsers of the wire documents. */
const pureLibraries = { core: ['temporal-polyfill', 're2js', '@codemirror/state'], protocol: ['zod'] }

/** The files by which a package is entered from outside. */
const entrances = {
  protocol: 'src/index\\.ts',
  core: 'src/(ports|[^/]+/index)\\.ts',
  testkit: 'src/index\\.ts',
}

const testFile = '\\.test\\.tsx?$'
const testCode = `${testFile}|\\.fixture\\.tsx?$|/testing\\.ts$|^(tests|e2e|bench)/`
const oneOf = (names) => `(?:${names.join('|')})`
const inPackage = (name) => `^packages/${name}/`

const packageRules = Object.entries(mayImport).flatMap(([name, allowed]) => [
  {
    name: `package-${name}`,
    comment: `${name} imports ${['itself', ...allowed].join(', ')} and no other package of ours`,
    severity: 'error',
    from: { path: inPackage(name) },
    to: { path: '^packages/', pathNot: `^packages/${oneOf([name, ...allowed, 'testkit'])}/` },
  },
])

const domainRules = dataWay.flatMap((stage, i) =>
  stage.map((domain) => ({
    name: `data-way-${domain}`,
    comment: `core/${domain} imports only domains to its left`,
    severity: 'error',
    from: { path: `^packages/core/src/${domain}/` },
    to: {
      path: '^packages/core/src/',
      pathNot: `^packages/core/src/${oneOf([domain, ...dataWay.slice(0, i).flat()])}/`,
    },
  })),
)

const entranceRules = Object.entries(entrances).map(([name, entrance]) => ({
  name: `entrance-${name}`,
  comment: `${name} is entered from outside by its entrances`,
  severity: 'error',
  from: { pathNot: inPackage(name) },
  to: { path: inPackage(name), pathNot: `${inPackage(name)}${entrance}$` },
}))

const pureRules = Object.entries(pureLibraries).map(([name, libraries]) => ({
  name: `pure-${name}`,
  comment: `${name} uses ${libraries.join(', ')} and nothing else from outside`,
  severity: 'error',
  from: { path: inPackage(name), pathNot: testCode },
  to: { pathNot: `^packages/|^node_modules/${oneOf(libraries)}/` },
}))

module.exports = {
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '^packages/[^/]+/(dist|generated-docs)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
  forbidden: [
    ...packageRules,
    ...domainRules,
    ...entranceRules,
    ...pureRules,
    {
      name: 'domain-by-index',
      comment: 'a domain of core is entered by its index.ts, from other domains too',
      severity: 'error',
      from: { path: '^packages/core/src/([^/]+)' },
      to: { path: '^packages/core/src/[^/]+/(?!index\\.ts$)', pathNot: '^packages/core/src/$1/' },
    },
    {
      name: 'canvas-alone',
      comment: 'the map knows parts, words and what is designed; no screen, no address, no way to the server',
      severity: 'error',
      from: { path: '^packages/web/src/canvas/' },
      to: { path: '^packages/web/src/', pathNot: '^packages/web/src/(canvas|parts|words)/' },
    },
    {
      name: 'testkit-for-tests',
      comment: 'only tests import testkit',
      severity: 'error',
      from: { pathNot: `${testCode}|${inPackage('testkit')}` },
      to: { path: inPackage('testkit') },
    },
    {
      name: 'tests-for-tests',
      comment: 'what runs for customers imports no test and no help for tests',
      severity: 'error',
      from: { pathNot: testCode },
      to: { path: testCode },
    },
    {
      name: 'sql-in-the-store',
      comment: 'only the store speaks to the database; elsewhere its types at most',
      severity: 'error',
      from: { path: '^packages/', pathNot: `^packages/server/src/adapters/store/|${testCode}` },
      to: { path: '^node_modules/(?:pg|kysely)/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-cycle', comment: 'type-only imports included', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      comment: 'every import leads somewhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
}
