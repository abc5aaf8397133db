// Holds a tree to the import rule of .dependency-cruiser.cjs: `node scripts/house/import-rule.mjs [ROOT]`.
// A cruise that saw less than the whole tree is a failure, not a pass: with a TypeScript that offers no compiler API the
// cruiser finds no modules at all and reports no violations.
import { realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cruise } from 'dependency-cruiser'
import { filesOf, isTypeScript } from './files.mjs'

const CRUISED = /^(packages|tests|e2e|bench|examples)\//
const rule = createRequire(import.meta.url)('../../.dependency-cruiser.cjs')

/** What the cruiser finds in the tree under `root`, with our rule laid on it. */
async function cruiseTree(root, files) {
  const { enhancedResolveOptions, ...options } = rule.options
  const { output } = await cruise(
    files,
    { ...options, baseDir: root, validate: true, ruleSet: { forbidden: rule.forbidden } },
    { ...enhancedResolveOptions },
  )
  return output
}

/** Files that the cruiser passed over, and packages of which it saw nothing. */
function unseen(files, modules) {
  const seen = new Set(modules.map((module) => module.source))
  const missed = files.filter((file) => !seen.has(file)).map((file) => `not cruised: ${file}`)
  return files.length === 0 ? ['not cruised: the tree holds no TypeScript'] : missed
}

/** Imports by package name that did not lead to that package's sources, so that no rule could judge them. */
function astray(modules) {
  return modules.flatMap(({ source, dependencies }) =>
    dependencies
      .filter(({ module, resolved }) => {
        const name = /^@lotse\/([^/]+)/.exec(module)?.[1]
        return name !== undefined && !resolved.startsWith(`packages/${name}/src/`)
      })
      .map(({ module, resolved }) => `link-astray: ${source} → ${module} resolved to ${resolved}`),
  )
}

const said = ({ rule: { name }, from, to, cycle }) =>
  `${name}: ${cycle ? [from, ...cycle.map((step) => step.name)].join(' → ') : `${from} → ${to}`}`

async function main() {
  const root = realpathSync(process.argv[2] ?? process.cwd())
  const files = filesOf(root).filter((path) => CRUISED.test(path) && isTypeScript(path))
  const { modules, summary } = await cruiseTree(root, files)
  const faults = [...unseen(files, modules), ...astray(modules), ...new Set(summary.violations.map(said))]
  for (const fault of faults) console.log(fault)
  console.log(`${files.length} files cruised, ${faults.length} faults`)
  process.exitCode = faults.length === 0 ? 0 : 1
}

await main()
