// Finds what a file exports, and whether a doc comment stands above it. A type that only names the shape of something documented
// in the same file (`z.infer<typeof flow>`, `keyof typeof problems`) needs no words of its own, and neither does a constant in a
// block whose first one has them.
import ts from 'typescript'
import { lastLineOf, lineOf } from './syntax.mjs'

/**
 * The named exports that a file declares.
 *
 * @param {ts.SourceFile} file
 * @returns {{ name: string, line: number, acts: boolean, documented: boolean }[]} `acts`: a function or a class.
 */
export function exportsOf(file) {
  const described = new Set(file.statements.filter(hasWords).map((statement) => declaredName(file, statement)))
  return file.statements.filter(isExported).map((statement) => ({
    name: declaredName(file, statement),
    line: lineOf(file, statement),
    acts: acts(statement),
    documented: hasWords(statement) || described.has(namedShape(file, statement)) || stands(file, statement, hasWords),
  }))
}

const hasWords = (statement) => ts.getJSDocCommentsAndTags(statement).length > 0

const isExported = (statement) =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)

const declaredName = (file, statement) =>
  (ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : statement).name?.getText(file) ?? '?'

/** The name of the value whose shape a type gives, if that is all it does. */
function namedShape(file, statement) {
  if (!ts.isTypeAliasDeclaration(statement)) return undefined
  return /^[\w.<(]*(?:keyof )?\(?typeof (\w+)/.exec(statement.type.getText(file))?.[1]
}

const acts = (statement) =>
  ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isFunctionLike(initializerOf(statement))

const initializerOf = (statement) =>
  ts.isVariableStatement(statement) ? statement.declarationList.declarations[0]?.initializer : undefined

/** Whether a constant stands in a block, without a blank line, below a constant of which `holds` is true. */
function stands(file, statement, holds) {
  if (!ts.isVariableStatement(statement) || acts(statement)) return false
  const above = file.statements[file.statements.indexOf(statement) - 1]
  if (above === undefined || !ts.isVariableStatement(above) || lineOf(file, statement) - lastLineOf(file, above) !== 1)
    return false
  return holds(above) || stands(file, above, holds)
}
