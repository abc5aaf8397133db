// Walks the syntax of one file. Knows no types and follows no imports.
import ts from 'typescript'

/**
 * Every node of a file, parents before children.
 *
 * @param {ts.SourceFile} file
 * @returns {ts.Node[]}
 */
export function nodesOf(file) {
  const nodes = []
  const visit = (node) => {
    nodes.push(node)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return nodes
}

/** The line on which a node starts, counted from 1. */
export const lineOf = (file, node) => file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1

/** The line on which a node ends, counted from 1. */
export const lastLineOf = (file, node) => file.getLineAndCharacterOfPosition(node.getEnd()).line + 1
