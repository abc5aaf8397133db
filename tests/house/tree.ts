// Plants a small tree of files in a temporary folder, with the packages linked as npm does, and runs a script on it.
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** Paths with the text of each file. */
export type Files = Readonly<Record<string, string>>

/** The repository's root. */
export const REPOSITORY = resolve(import.meta.dirname, '../..')

const PACKAGES = ['protocol', 'core', 'server', 'web', 'sdk', 'testkit']
const OUTSIDERS = ['temporal-polyfill', 're2js', 'zod', 'pg', 'left-pad']

/**
 * Writes the files below a new temporary folder, links the packages of ours and adds empty libraries.
 *
 * @returns the folder and what removes it again.
 */
export function plantTree(files: Files): { root: string; remove(): void } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'lotse-tree-')))
  for (const name of PACKAGES) linkPackage(root, name)
  for (const name of OUTSIDERS) writeIn(root, `node_modules/${name}/index.js`, 'export const nothing = 0\n')
  for (const name of OUTSIDERS)
    writeIn(root, `node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }))
  for (const [path, text] of Object.entries(files)) writeIn(root, path, text)
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) }
}

/**
 * Runs one of the repository's scripts on a tree.
 *
 * @param script - path below the repository.
 * @returns what it printed and its exit code; never rejects for a failing script.
 */
export function runOn(root: string, script: string): Promise<{ lines: string[]; code: number }> {
  return new Promise((done) => {
    execFile(process.execPath, [join(REPOSITORY, script), root], { timeout: 60_000 }, (error, stdout, stderr) => {
      const lines = `${stdout}${stderr}`.split('\n').filter((line) => line !== '')
      done({ lines, code: error === null ? 0 : 1 })
    })
  })
}

function linkPackage(root: string, name: string): void {
  const manifest = join(REPOSITORY, 'packages', name, 'package.json')
  const copy = join(root, 'packages', name, 'package.json')
  mkdirSync(join(root, 'packages', name, 'src'), { recursive: true })
  mkdirSync(join(root, 'node_modules/@lotse'), { recursive: true })
  if (name === 'sdk') writeFileSync(copy, JSON.stringify({ name: '@lotse/sdk', exports: { '.': './src/index.ts' } }))
  else cpSync(manifest, copy)
  symlinkSync(join('../../packages', name), join(root, 'node_modules/@lotse', name))
}

function writeIn(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
