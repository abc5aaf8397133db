// Measures functions in lines, from their first to their last. Judges nothing.
import ts from 'typescript'
import { lastLineOf, lineOf, nodesOf } from './syntax.mjs'

/**
 * The functions of a file: those that have a name of their own, and the nameless ones inside of expressions.
 * What is handed to `describe` groups tests and is no function in this sense.
 *
 * @param {ts.SourceFile} file
 * @returns {{ name: string, named: boolean, line: number, lines: number }[]}
 */
export function functionsOf(file) {
  return nodesOf(file)
    .filter((node) => ts.isFunctionLike(node) && node.body !== undefined && !groupsTests(node))
    .map((node) => {
      const name = nameOf(file, node)
      const line = lineOf(file, node)
      return { name: name ?? 'nameless', named: name !== undefined, line, lines: lastLineOf(file, node) - line + 1 }
    })
}

function nameOf(file, node) {
  if (ts.isConstructorDeclaration(node)) return 'constructor'
  const holder = node.name ? node : node.parent
  const holds = holder === node || ts.isVariableDeclaration(holder) || ts.isPropertyAssignment(holder)
  return holds ? holder.name?.getText(file) : undefined
}

function groupsTests(node) {
  const call = node.parent
  return ts.isCallExpression(call) && /^describe\b/.test(call.expression.getText())
}
