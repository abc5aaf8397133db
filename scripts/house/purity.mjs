// Finds what would make the same input give another result on another day or machine: clocks, randomness, the machine's language.
// Covers packages/core and packages/protocol. What else could leak in does not compile there: no DOM, no Node types.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { lineOf, nodesOf } from './syntax.mjs'

/** Members that may not be touched, by the object they belong to. */
const FORBIDDEN = { Date: ['now'], Math: ['random'], Temporal: ['Now'] }
/** Names of the surroundings; importing a type of such a name is harmless, using the value is not. */
const SURROUNDINGS = new Set([
  'process',
  'performance',
  'crypto',
  'globalThis',
  'setTimeout',
  'setInterval',
  'fetch',
  'console',
])
/** Methods whose answer depends on the machine's language or its ICU edition. */
const LOCALE = /^(toLocale\w+|localeCompare)$/

/**
 * The impurities of one file.
 *
 * @param {ts.SourceFile} file
 * @returns {{ rule: 'core-purity', line: number, what: string }[]}
 */
export function impuritiesOf(file) {
  return nodesOf(file).flatMap((node) => {
    const what = impurity(node)
    return what === undefined ? [] : [{ rule: 'core-purity', line: lineOf(file, node), what }]
  })
}

function impurity(node) {
  if (ts.isPropertyAccessExpression(node)) return impureMember(node.expression.getText(), node.name.text)
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
    return impureMember(node.expression.getText(), node.argumentExpression.text)
  if (ts.isImportDeclaration(node) && isNodeModule(node.moduleSpecifier)) return node.moduleSpecifier.getText()
  if (isDate(node) && (node.arguments?.length ?? 0) === 0) return 'new Date() without an instant'
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date() without an instant'
  return surroundingOf(node)
}

const impureMember = (object, member) =>
  FORBIDDEN[object]?.includes(member) || LOCALE.test(member) ? `${object}.${member}` : undefined

const isNodeModule = (specifier) => ts.isStringLiteral(specifier) && specifier.text.startsWith('node:')

const isDate = (node) => ts.isNewExpression(node) && node.expression.getText() === 'Date'

/** The value of a global name: not a member, a key or a declaration that happens to be called so. */
function surroundingOf(node) {
  if (!ts.isIdentifier(node) || !SURROUNDINGS.has(node.text)) return undefined
  const { parent } = node
  const onlyNamed =
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (!ts.isShorthandPropertyAssignment(parent) && parent.name === node) ||
    ts.isTypeReferenceNode(parent)
  return onlyNamed ? undefined : node.text
}

/**
 * Compiler settings that would let the surroundings into pure packages.
 *
 * @param {string} root
 * @param {string[]} paths - the tree's files.
 */
export function impureSettings(root, paths) {
  return ['packages/core/tsconfig.json', 'packages/protocol/tsconfig.json']
    .filter((path) => paths.includes(path))
    .flatMap((path) => {
      const { compilerOptions = {} } = JSON.parse(readFileSync(join(root, path), 'utf8'))
      const { lib = [], types } = compilerOptions
      const pure = lib.join() === 'ES2023' && Array.isArray(types) && types.length === 0
      return pure ? [] : [{ rule: 'core-purity', path, line: 1, what: 'needs lib ["ES2023"] and types []' }]
    })
}
