// Finds what a file exports, and whether a doc comment stands above it.
import ts from 'typescript'
import { lineOf } from './syntax.mjs'

/**
 * The named exports that a file declares.
 *
 * @param {ts.SourceFile} file
 * @returns {{ name: string, line: number, documented: boolean }[]}
 */
export function exportsOf(file) {
  return file.statements.filter(isExported).map((statement) => ({
    name: declaredName(file, statement),
    line: lineOf(file, statement),
    documented: ts.getJSDocCommentsAndTags(statement).length > 0,
  }))
}

const isExported = (statement) =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)

const declaredName = (file, statement) =>
  (ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : statement).name?.getText(file) ?? '?'
