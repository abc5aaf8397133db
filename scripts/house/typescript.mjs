// Runs a TypeScript file of the repository that is no part of the build: a measurement, a long test. Needs `npm run build` first,
// since such files meet our packages as others do: built.
import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ROOT, runOpenly } from './run.mjs'

/**
 * Bundles the file with those it imports by path, and runs it with Node on this terminal.
 *
 * @param {string} path - below the repository's root.
 * @param {string[]} [args]
 * @returns {Promise<number>} its exit code.
 */
export async function runTypeScript(path, args = []) {
  const { build } = await import('esbuild')
  const folder = join(ROOT, '.cache/run')
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, `${basename(path, '.ts')}.mjs`)
  await build({
    entryPoints: [join(ROOT, path)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  })
  return runOpenly(['node', '--enable-source-maps', outfile, ...args])
}
