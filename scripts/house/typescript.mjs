// Runs a TypeScript file of the repository that is no part of the build: a measurement, a long test. Checks no types.
import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ROOT, runOpenly } from './run.mjs'

/** Packages of ours are bundled from their sources; libraries stay where they are, some with binaries beside them. */
const librariesOutside = {
  name: 'libraries-outside',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === 'entry-point' || path.startsWith('@lotse/')) return undefined
      return { path, external: true }
    })
  },
}

/**
 * Bundles the file with what it imports of ours, and runs it with Node on this terminal.
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
    conditions: ['source'],
    plugins: [librariesOutside],
    sourcemap: 'inline',
    logLevel: 'warning',
  })
  return runOpenly(['node', '--enable-source-maps', outfile, ...args])
}
