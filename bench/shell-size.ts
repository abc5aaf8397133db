// What a browser loads before the console's first screen: script and style, compressed, from the build's own manifest. At most 220 KB.
// There is no plainer way to compare with, so there is no floor.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { report } from './parts/report.ts'

/** Measurements run in the project's root folder. */
const DIST = join(process.cwd(), 'packages/web/dist')
const LIMIT_KB = 220
const KB = 1024

type Chunk = { readonly file: string; readonly css?: readonly string[]; readonly imports?: readonly string[] }
type Manifest = Readonly<Record<string, Chunk>>

/** The files of a chunk and of all it imports before it runs. */
function filesOf(manifest: Manifest, name: string, seen = new Set<string>()): ReadonlySet<string> {
  const chunk = manifest[name]
  if (chunk === undefined || seen.has(chunk.file)) return seen
  for (const file of [chunk.file, ...(chunk.css ?? [])]) seen.add(file)
  for (const imported of chunk.imports ?? []) filesOf(manifest, imported, seen)
  return seen
}

const compressedKb = (file: string): number => gzipSync(readFileSync(join(DIST, file))).length / KB
const sumKb = (files: Iterable<string>): number => [...files].reduce((sum, file) => sum + compressedKb(file), 0)
const rounded = (value: number): number => Math.round(value * 10) / 10

const manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8')) as Manifest
const shell = filesOf(manifest, 'index.html')
const beside = (name: string): number => sumKb([...filesOf(manifest, name)].filter((file) => !shell.has(file)))
// One language is loaded before the first paint, so it belongs to the first load.
const languageKb = beside('src/words/de/index.ts')
const value = sumKb(shell) + languageKb

report({
  bench: 'shell-size',
  value,
  unit: 'KB gzip',
  floor: null,
  detail: {
    limit: LIMIT_KB,
    within: value <= LIMIT_KB,
    files: Object.fromEntries([...shell].map((file) => [file, rounded(compressedKb(file))])),
    language: rounded(languageKb),
    missionControl: rounded(beside('src/control/MissionControl.tsx')),
    customer: rounded(beside('src/customers/CustomerPage.tsx')),
  },
})
