// `npm run bench [-- NAME ...]`: builds, then runs the measurements in bench/, all or those named. Each prints one JSON line.
import { existsSync, readdirSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { ensurePackages, requireNode } from './house/install.mjs'
import { asCommand, Missing, ROOT, runOpenly, spanOf } from './house/run.mjs'
import { runTypeScript } from './house/typescript.mjs'

/** Every bench/NAME.ts is a measurement; what they share lies in folders below. */
function benches() {
  const folder = join(ROOT, 'bench')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
}

/** Told on the error stream, so that standard output holds nothing but the measurements. */
function tellMachine() {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor'
  const memoryGb = (totalmem() / 2 ** 30).toFixed(0)
  console.error(`${cpus().length} × ${model}, ${memoryGb} GB, Node ${process.versions.node}, ${process.platform}`)
}

async function measure(names) {
  let failed = 0
  for (const name of names) {
    const startedAt = performance.now()
    const code = await runTypeScript(`bench/${name}.ts`)
    console.error(`${name} ${code === 0 ? 'took' : 'FAILED after'} ${spanOf(performance.now() - startedAt)}`)
    if (code !== 0) failed += 1
  }
  return failed === 0 ? 0 : 1
}

async function main(asked) {
  const all = benches()
  const unknown = asked.filter((name) => !all.includes(name))
  if (unknown.length > 0) throw new Missing(`No such measurement: ${unknown.join(', ')}. There are: ${all.join(', ')}`)
  requireNode()
  await ensurePackages()
  const built = await runOpenly(['node', 'scripts/build.mjs'])
  if (built !== 0) return built
  tellMachine()
  return measure(asked.length > 0 ? asked : all)
}

await asCommand(main)
