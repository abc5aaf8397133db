// `npm run build`: compiles the packages and bundles the console, only what changed. Prints nothing when all is current.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { asCommand, Missing, ROOT, runQuietly, spanOf } from './house/run.mjs'

const compiler = ['node', join(ROOT, 'node_modules/typescript7/bin/tsc')]
const bundler = ['node', join(ROOT, 'node_modules/vite/bin/vite.js')]

/**
 * What is built from what. `from`: files and folders whose names, sizes and times make the fingerprint; `into`: the folder that holds
 * the result and, beside it, the fingerprint it was built from.
 */
const parts = [
  {
    name: 'packages',
    from: [
      'tsconfig.json',
      'tsconfig.base.json',
      'package-lock.json',
      ...sources(['protocol', 'core', 'testkit', 'server']),
    ],
    into: 'packages/server/dist',
    command: [...compiler, '-b', 'packages/server'],
  },
  {
    name: 'console',
    from: [
      'package-lock.json',
      'packages/web/index.html',
      'packages/web/vite.config.ts',
      ...sources(['protocol', 'core', 'web']),
    ],
    into: 'packages/web/dist',
    command: [...bundler, 'build', '--logLevel', 'warn', join(ROOT, 'packages/web')],
    needs: 'packages/web/vite.config.ts',
  },
]

function sources(names) {
  return names.flatMap((name) =>
    ['src', 'public', 'package.json', 'tsconfig.json'].map((path) => `packages/${name}/${path}`),
  )
}

/**
 * Builds what is not current.
 *
 * @throws Missing with the compiler's words when a part cannot be built.
 */
export async function build() {
  for (const part of parts) {
    if (part.needs && !existsSync(join(ROOT, part.needs))) continue
    const now = fingerprint(part.from)
    const mark = join(ROOT, part.into, '.built-from')
    if (existsSync(mark) && readFileSync(mark, 'utf8') === now) continue
    await buildPart(part)
    mkdirSync(join(ROOT, part.into), { recursive: true })
    writeFileSync(mark, now)
  }
}

async function buildPart({ name, command, into }) {
  console.log(`Building the ${name} ...`)
  rmSync(join(ROOT, into, '.built-from'), { force: true })
  const { code, output, tookMs } = await runQuietly(command)
  if (code !== 0) throw new Missing(`Building the ${name} failed:\n${output}`)
  console.log(`Built the ${name} in ${spanOf(tookMs)}`)
}

function fingerprint(paths) {
  const hash = createHash('sha256').update(process.version)
  for (const path of paths) for (const line of linesOf(path)) hash.update(line)
  return hash.digest('hex')
}

function* linesOf(path) {
  const facts = statSync(join(ROOT, path), { throwIfNoEntry: false })
  if (!facts) return
  if (!facts.isDirectory()) return yield `${path} ${facts.size} ${facts.mtimeMs}\n`
  for (const name of readdirSync(join(ROOT, path)).sort()) yield* linesOf(`${path}/${name}`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await asCommand(async () => {
    await build()
    return 0
  })
}
