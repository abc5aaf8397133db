// `npm test`: on a fresh machine installs what is missing, builds, and runs every test; then the short form of the survival run.
// `npm test -- ARGS` hands the arguments to vitest and runs nothing else.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBrowser, ensurePackages, requireNode } from './house/install.mjs'
import { asCommand, ROOT, runOpenly, spanOf } from './house/run.mjs'

const vitest = ['node', 'node_modules/vitest/vitest.mjs', 'run']

async function stage(name, work, timings) {
  const startedAt = performance.now()
  const code = await work()
  timings.push(`${name} ${spanOf(performance.now() - startedAt)}`)
  return code ?? 0
}

/** The stages in order; the first that fails ends the run, so that its words stand last. */
function stages(args) {
  let browser = {}
  const preparing = async () => {
    requireNode()
    await ensurePackages()
    browser = { CHROME_PATH: await ensureBrowser() }
  }
  const survival = args.length === 0 && existsSync(join(ROOT, 'tests/survive/long.ts'))
  return [
    ['prepare', preparing],
    ['build', () => runOpenly(['node', 'scripts/build.mjs'])],
    ['tests', () => runOpenly([...vitest, ...args], browser)],
    ...(survival ? [['survive', () => runOpenly(['node', 'scripts/survive.mjs', '--short'])]] : []),
  ]
}

async function main(args) {
  const timings = []
  let code = 0
  for (const [name, work] of stages(args)) {
    code = await stage(name, work, timings)
    if (code !== 0) break
  }
  console.log(`${code === 0 ? 'All tests passed' : 'npm test failed'}: ${timings.join(', ')}`)
  return code
}

await asCommand(main)
