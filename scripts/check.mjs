// `npm run check`: everything that can be said about the sources without running the product. Needs no database.
// `npm run check -- NAME ...` runs the named steps only. `schema-types` compares the generated types with the migrations by
// checksum alone; the comparison with a really migrated database belongs to `npm test`.
import { availableParallelism } from 'node:os'
import { asCommand, Missing, runQuietly, spanOf } from './house/run.mjs'

const TSC = 'node_modules/typescript7/bin/tsc'
const LINES_MAX = 200

/** Longest first, so that the short ones fill the gaps. */
const steps = {
  'types-tests': ['node', TSC, '-p', 'tsconfig.tests.json'],
  'types-packages': ['node', TSC, '-b'],
  'types-web': ['node', TSC, '-p', 'packages/web'],
  documents: ['node', 'node_modules/vitest/vitest.mjs', 'run', 'tests/house/documents', '--reporter=dot'],
  'dead-code': ['node', 'node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints'],
  'import-rule': ['node', 'scripts/house/import-rule.mjs'],
  'schema-types': ['node', 'scripts/schema-types.mjs', '--check'],
  style: ['node', 'scripts/house/source-rules.mjs'],
  lint: [
    'node',
    'node_modules/@biomejs/biome/bin/biome',
    'ci',
    '--colors=off',
    '--reporter=concise',
    '--diagnostic-level=warn',
    '--error-on-warnings',
    '--max-diagnostics=200',
    '.',
  ],
}

async function runStep(name) {
  const { code, output, tookMs } = await runQuietly(steps[name], { NO_COLOR: '1', FORCE_COLOR: '0' })
  const summary = name === 'style' || name === 'import-rule' ? `  ${output.trim().split('\n').at(-1)}` : ''
  console.log(`${code === 0 ? 'ok   ' : 'FAIL '} ${name.padEnd(15)} ${spanOf(tookMs).padStart(7)}${summary}`)
  return { name, failed: code !== 0, output }
}

/** Works through the steps, as many at a time as there are processors (two at least). */
async function runAll(names) {
  const waiting = [...names]
  const results = []
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) results.push(await runStep(name))
  }
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work))
  return results
}

function tell({ name, output }) {
  const lines = output.trim().split('\n')
  console.log(`\n--- ${name} ---\n${lines.slice(0, LINES_MAX).join('\n')}`)
  if (lines.length > LINES_MAX) console.log(`... and ${lines.length - LINES_MAX} lines more`)
}

async function main(asked) {
  const unknown = asked.filter((name) => !Object.hasOwn(steps, name))
  if (unknown.length > 0)
    throw new Missing(`No such step: ${unknown.join(', ')}. There are: ${Object.keys(steps).join(', ')}`)
  const startedAt = performance.now()
  const failed = (await runAll(asked.length > 0 ? asked : Object.keys(steps))).filter((result) => result.failed)
  failed.forEach(tell)
  console.log(
    `${failed.length === 0 ? 'All is well' : `${failed.length} steps failed`} after ${spanOf(performance.now() - startedAt)}`,
  )
  return failed.length === 0 ? 0 : 1
}

await asCommand(main)
