// `npm run survive`: builds, then kills a server and its database at random moments under load, and counts what came through.
// `--short` is the form that `npm test` runs: fewer kills, the same accounting, on what is built already.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensurePackages, requireNode } from './house/install.mjs'
import { asCommand, Missing, ROOT, runOpenly } from './house/run.mjs'
import { runTypeScript } from './house/typescript.mjs'

const RUN = 'tests/survive/long.ts'

async function main(args) {
  if (!existsSync(join(ROOT, RUN))) throw new Missing(`There is no ${RUN} in this tree.`)
  if (!args.includes('--short')) {
    requireNode()
    await ensurePackages()
    const built = await runOpenly(['node', 'scripts/build.mjs'])
    if (built !== 0) return built
  }
  return runTypeScript(RUN, args)
}

await asCommand(main)
