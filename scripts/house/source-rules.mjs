// Holds a tree's sources to STYLE.md: `node scripts/house/source-rules.mjs [ROOT]`. Reads syntax only, so it needs no build.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { exportsOf } from './documented.mjs'
import { filesOf, isTest, isTypeScript } from './files.mjs'
import { impureSettings, impuritiesOf } from './purity.mjs'
import { functionsOf } from './sizes.mjs'
import { lineOf, nodesOf } from './syntax.mjs'
import { wordsOf } from './words.mjs'

const FILE_LINES_MAX = 400
const FUNCTION_LINES_MAX = 70

/** Types that switch the compiler off, with the place where they stand. */
function loopholesOf(file) {
  return nodesOf(file).flatMap((node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) return [{ rule: 'no-any', line: lineOf(file, node), what: 'any' }]
    if (isDoubleCast(node)) return [{ rule: 'no-double-cast', line: lineOf(file, node), what: 'as unknown as' }]
    return []
  })
}

const isDoubleCast = (node) =>
  ts.isAsExpression(node) &&
  ts.isAsExpression(node.expression) &&
  node.expression.type.kind === ts.SyntaxKind.UnknownKeyword

/** Settings come from config.ts alone, so that every fault in them is named at once, at the start. */
function environmentFaults(file, path) {
  if (!/^packages\/server\/src\//.test(path) || path === 'packages/server/src/config.ts' || isTest(path)) return []
  return nodesOf(file)
    .filter((node) => ts.isPropertyAccessExpression(node) && node.getText(file) === 'process.env')
    .map((node) => ({ rule: 'environment', line: lineOf(file, node), what: 'process.env outside of config.ts' }))
}

function sizeFaults(text, functions) {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
  const long = functions.filter((each) => each.lines > FUNCTION_LINES_MAX)
  return [
    ...(lines > FILE_LINES_MAX ? [{ rule: 'file-size', line: 1, what: `${lines} lines` }] : []),
    ...long.map(({ name, line, lines }) => ({ rule: 'function-size', line, what: `${name}: ${lines} lines` })),
  ]
}

/** Whether a file's first line says what it is for. An index only lists, and a test is told by its names. */
function openingFault(path, text) {
  if (isTest(path) || /(^|\/)index\.tsx?$/.test(path)) return []
  return /^(\/\/|\/\*\*?) ?\S/.test(text)
    ? []
    : [{ rule: 'first-line', line: 1, what: 'does not say what the file is for' }]
}

/** What a package offers to others has words; elsewhere at least what acts. */
function wordless(path, exports) {
  if (isTest(path) && !path.startsWith('packages/testkit/')) return []
  const offered = /^packages\/(protocol|core|testkit)\//.test(path)
  return exports
    .filter(({ documented, acts }) => !documented && (acts || offered))
    .map(({ name, line }) => ({ rule: 'doc-comment', line, what: name }))
}

function judge(root, path) {
  const text = readFileSync(join(root, path), 'utf8')
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true)
  const functions = functionsOf(file)
  const exports = exportsOf(file)
  const pure = /^packages\/(core|protocol)\/src\//.test(path) && !isTest(path)
  const faults = [
    ...loopholesOf(file),
    ...environmentFaults(file, path),
    ...sizeFaults(text, functions),
    ...openingFault(path, text),
    ...(path.startsWith('packages/') ? wordless(path, exports) : []),
    ...(pure ? impuritiesOf(file) : []),
  ]
  return { path, faults, functions, lines: text.split('\n').length - 1, exports }
}

function figures(judged) {
  const sources = judged.filter(({ path }) => /^packages\//.test(path) && !isTest(path))
  const named = sources.flatMap(({ functions }) => functions.filter(({ named }) => named).map(({ lines }) => lines))
  const exported = sources.flatMap(({ exports }) => exports)
  const documented = exported.filter(({ documented }) => documented).length
  const tests = judged.filter(({ path }) => isTest(path))
  const total = (files) => files.reduce((sum, { lines }) => sum + lines, 0)
  return [
    `functions ${spread(named)} lines`,
    `files ${spread(sources.map(({ lines }) => lines))} lines`,
    `${documented} of ${exported.length} exports documented`,
    `${(total(tests) / Math.max(1, total(sources))).toFixed(2)} test lines a source line`,
  ].join('; ')
}

/** Median, 90th percentile and largest of some sizes. */
function spread(sizes) {
  const sorted = [...sizes].sort((a, b) => a - b)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return `${at(0.5)}/${at(0.9)}/${at(1)}`
}

function main() {
  const root = process.argv[2] ?? process.cwd()
  const paths = filesOf(root)
  const judged = paths.filter(isTypeScript).map((path) => judge(root, path))
  const faults = [
    ...judged.flatMap(({ path, faults }) => faults.map((fault) => ({ path, ...fault }))),
    ...impureSettings(root, paths),
    ...wordsOf(root, paths),
  ]
  for (const { rule, path, line, what } of faults) console.log(`${rule}: ${path}:${line} ${what}`)
  if (process.argv.includes('--undocumented')) listUndocumented(judged)
  console.log(`${judged.length} files, ${faults.length} faults; ${figures(judged)}`)
  process.exitCode = faults.length === 0 ? 0 : 1
}

function listUndocumented(judged) {
  for (const { path, exports } of judged.filter(({ path }) => !isTest(path))) {
    for (const { name, line, documented } of exports)
      if (!documented) console.log(`undocumented: ${path}:${line} ${name}`)
  }
}

main()
