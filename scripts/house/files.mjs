// Lists the files of a tree that the checks look at. Reads names only, never contents.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const LEFT_OUT = new Set(['node_modules', 'dist', '.git', '.lotse', '.cache', 'coverage', 'tmp'])

/**
 * Every file of a tree, without what is installed, built or stored there.
 *
 * @param {string} root - the folder to walk.
 * @param {string} [below] - a folder below it, for the recursion.
 * @returns {string[]} paths relative to the root, with slashes, sorted.
 */
export function filesOf(root, below = '') {
  return readdirSync(join(root, below), { withFileTypes: true })
    .filter((entry) => !LEFT_OUT.has(entry.name))
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory()) return filesOf(root, path)
      return entry.isFile() ? [path] : []
    })
    .sort()
}

/** Whether a path is TypeScript written by people: no declaration file, nothing generated. */
export const isTypeScript = (path) => /\.tsx?$/.test(path) && !/\.d\.ts$|(^|\/)generated\//.test(path)

/** Whether a path is a test, or help for tests. */
export const isTest = (path) =>
  /\.(test|fixture)\.tsx?$|(^|\/)testing\.ts$|^(tests|e2e|bench)\/|^packages\/testkit\//.test(path)
