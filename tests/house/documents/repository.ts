// Reads the repository's documents and the titles of its tests. Runs none of them and changes nothing.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'

/** The repository's root. */
export const REPOSITORY = resolve(import.meta.dirname, '../../..')

/** The title of a test, or of a group of tests, as it stands in its source. */
export type Titled = { readonly title: string; readonly file: string }

const LEFT_OUT = /(^|\/)(node_modules|dist|\.git|\.lotse|\.cache|coverage|tmp)(\/|$)/
const TEST_CALL = /^(test|it|describe)\b/

/** All files below the root whose path ends so, sorted; without what is installed or built. */
export function filesEnding(...endings: string[]): string[] {
  const folders = readdirSync(REPOSITORY, { withFileTypes: true }).filter((entry) => !LEFT_OUT.test(entry.name))
  const paths = folders.flatMap((entry) => (entry.isDirectory() ? below(entry.name) : [entry.name]))
  return paths.filter((path) => endings.some((ending) => path.endsWith(ending))).sort()
}

function below(folder: string): string[] {
  return readdirSync(join(REPOSITORY, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (LEFT_OUT.test(path)) return []
    return entry.isDirectory() ? below(path) : [path]
  })
}

/** The text of a file. */
export const textOf = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8')

/** The titles of all tests and groups of tests. Titles that are put together at run time are left out. */
export function testTitles(): Titled[] {
  return filesEnding('.test.ts', '.test.tsx').flatMap((file) => titlesIn(file))
}

function titlesIn(file: string): Titled[] {
  const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.ES2023, true)
  const found: Titled[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && TEST_CALL.test(node.expression.getText(source))) {
      const [title] = node.arguments
      if (title !== undefined && ts.isStringLiteralLike(title)) found.push({ title: title.text, file })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}
