// The rules of STYLE.md that a machine can hold bite: each is broken once in a small tree and reported by its name.
import { beforeAll, describe, expect, test } from 'vitest'
import { type Files, plantTree, runOn } from './tree.ts'

const RULES = 'scripts/house/source-rules.mjs'
const FIRST = '// Planted.\n'
const SAID = '/** Said. */ '
const pureSettings = JSON.stringify({ compilerOptions: { lib: ['ES2023'], types: [] } })

/** What looks like a violation and is none. */
const allowed: Files = {
  'packages/core/tsconfig.json': pureSettings,
  'packages/protocol/tsconfig.json': pureSettings,
  'packages/core/src/base/time.ts': `${FIRST}/** Said. */\nexport const at = (now: number) => new Date(now)\n`,
  'packages/core/src/base/year.ts': `${FIRST}/** Said. */\nexport const FIRST_YEAR = 1900\nexport const LAST_YEAR = 2200\n`,
  'packages/core/src/base/kinds.ts': `${FIRST}/** Said. */\nexport const kinds = ['a'] as const\nexport type Kind = (typeof kinds)[number]\n`,
  'packages/core/src/base/settings.ts': `${FIRST}/** Said. */\nexport type Settings = { process: string }\n/** Said. */\nexport const name = (s: Settings) => s.process\n`,
  'packages/core/src/base/index.ts': `export * from './time.ts'\n`,
  'packages/core/src/base/time.test.ts': `export const seed = Math.random() + Date.now()\n`,
  'packages/server/src/config.ts': `${FIRST}${SAID}export const port = process.env['PORT']\n`,
  'packages/server/src/clock.ts': `${FIRST}/** Said. */\nexport const clock = () => Date.now()\nexport const kind = 1 as unknown\n`,
  'packages/server/src/edge.ts': linesOf(400),
  'packages/server/src/long.ts': `${FIRST}/** Said. */\n${functionOf('longest', 70)}`,
  'packages/server/src/tests.test.ts': `describe('many tests', () => {\n${'  void 0\n'.repeat(100)}})\n`,
  'docs/page.md': 'Data goes to /var/lib/lotse; work/life is a path of nobody.\n',
}

/** The rule that must name it, the file that breaks it (each its own), the line, and the text. */
const violations: ReadonlyArray<readonly [rule: string, place: string, text: string]> = [
  ['core-purity', 'packages/core/src/base/now.ts:2', `${FIRST}${SAID}export const now = () => Date.now()\n`],
  ['core-purity', 'packages/core/src/base/now2.ts:2', `${FIRST}${SAID}export const now = () => Date['now']()\n`],
  ['core-purity', 'packages/core/src/base/today.ts:2', `${FIRST}${SAID}export const today = () => new Date()\n`],
  ['core-purity', 'packages/core/src/base/today2.ts:2', `${FIRST}${SAID}export const today = () => Date()\n`],
  ['core-purity', 'packages/core/src/base/dice.ts:3', `${FIRST}\n${SAID}export const dice = () => Math.random()\n`],
  [
    'core-purity',
    'packages/core/src/base/zoned.ts:2',
    `${FIRST}${SAID}export const z = () => Temporal.Now.instant()\n`,
  ],
  [
    'core-purity',
    'packages/core/src/base/file.ts:2',
    `${FIRST}import { x } from 'node:fs'\n${SAID}export const y = x\n`,
  ],
  ['core-purity', 'packages/core/src/base/env.ts:2', `${FIRST}${SAID}export const env = process.env\n`],
  [
    'core-purity',
    'packages/core/src/base/later.ts:2',
    `${FIRST}${SAID}export const later = () => setTimeout(() => 1, 2)\n`,
  ],
  [
    'core-purity',
    'packages/core/src/base/order.ts:2',
    `${FIRST}${SAID}export const o = (a: string) => a.localeCompare('b')\n`,
  ],
  ['core-purity', 'packages/protocol/src/now.ts:2', `${FIRST}${SAID}export const now = () => Date.now()\n`],
  ['file-size', 'packages/server/src/huge.ts:1', linesOf(401)],
  ['function-size', 'packages/server/src/wide.ts:2', `${FIRST}${SAID}${functionOf('wide', 71)}`],
  ['function-size', 'tests/wide.test.ts:2', `${FIRST}${SAID}${functionOf('wide', 71)}`],
  [
    'function-size',
    'packages/web/src/view.tsx:2',
    `${FIRST}${SAID}export const view = () => {\n${'  void 0\n'.repeat(70)}}\n`,
  ],
  ['first-line', 'packages/server/src/silent.ts:1', `export const silent = 1\n`],
  ['no-any', 'packages/server/src/loose.ts:2', `${FIRST}${SAID}export const loose = (x: any) => x\n`],
  ['no-any', 'packages/server/src/loose.test.ts:1', `export const loose = {} as Record<string, any>\n`],
  ['no-double-cast', 'packages/server/src/cast.ts:2', `${FIRST}${SAID}export const cast = 1 as unknown as string\n`],
  ['doc-comment', 'packages/core/src/base/mute.ts:2', `${FIRST}export const MUTE = 1\n`],
  ['doc-comment', 'packages/protocol/src/mute.ts:2', `${FIRST}export type Mute = { a: 1 }\n`],
  ['doc-comment', 'packages/testkit/src/mute.ts:2', `${FIRST}export function mute(): void {}\n`],
  ['doc-comment', 'packages/server/src/mute.ts:2', `${FIRST}export const mute = () => 1\n`],
  ['environment', 'packages/server/src/host.ts:2', `${FIRST}${SAID}export const host = process.env['HOST']\n`],
  ['word-undone', 'packages/server/src/undone.ts:1', `// ${'TO'}DO: finish\n`],
  ['word-checker-off', 'packages/server/src/off.ts:1', `// @ts-${'ign'}ore\n`],
  ['word-test-off', 'packages/server/src/off.test.ts:1', `test.${'sk'}ip('later', () => undefined)\n`],
  ['word-machine-path', 'docs/where.md:1', `It lies in ${'/ro'}ot/lotse.\n`],
  ['word-secret', 'docs/key.md:1', `-----BEGIN PRIVATE ${'KEY'}-----\n`],
  ['word-merge', 'docs/merge.md:1', `${'<'.repeat(7)} ours\n`],
]

test('a tidy tree is silent', async () => {
  const { lines, code } = await judged(allowed)
  expect(lines).toEqual([expect.stringMatching(/^11 files, 0 faults; functions /)])
  expect(code).toBe(0)
})

test.each(['packages/core/tsconfig.json', 'packages/protocol/tsconfig.json'])(
  '%s may not let in the surroundings',
  async (path) => {
    const open = JSON.stringify({ compilerOptions: { lib: ['ES2023', 'DOM'], types: [] } })
    const { lines, code } = await judged({ ...allowed, [path]: open })
    expect(lines).toContain(`core-purity: ${path}:1 needs lib ["ES2023"] and types []`)
    expect(code).toBe(1)
  },
)

describe('in a tree with every kind of violation', () => {
  let report: { lines: string[]; code: number }
  beforeAll(async () => {
    const planted = Object.fromEntries(violations.map(([, place, text]) => [place.replace(/:\d+$/, ''), text]))
    report = await judged({ ...allowed, ...planted })
  })

  test.each(violations)('%s is reported: %s', (rule, place) => {
    expect(report.lines.filter((line) => line.startsWith(`${rule}: ${place} `))).not.toEqual([])
    expect(report.code).toBe(1)
  })

  test('nothing else is reported', () => {
    const expected = new Set(violations.map(([rule, place]) => `${rule}: ${place}`))
    const reported = report.lines.slice(0, -1).map((line) => line.split(' ').slice(0, 2).join(' '))
    expect(reported.filter((line) => !expected.has(line))).toEqual([])
  })
})

function linesOf(count: number): string {
  return FIRST + 'export {}\n'.repeat(count - 1)
}

function functionOf(name: string, lines: number): string {
  return `export function ${name}(): void {\n${'  void 0\n'.repeat(lines - 2)}}\n`
}

async function judged(files: Files): Promise<{ lines: string[]; code: number }> {
  const tree = plantTree(files)
  try {
    return await runOn(tree.root, RULES)
  } finally {
    tree.remove()
  }
}
