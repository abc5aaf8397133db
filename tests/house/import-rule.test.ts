// The import rule bites: one violation of each kind is planted in a small tree, and each is reported by its name.
import { beforeAll, describe, expect, test } from 'vitest'
import { type Files, plantTree, runOn } from './tree.ts'

const RULE = 'scripts/house/import-rule.mjs'

/** A tree in which every allowed kind of import occurs, through the links between the packages. */
const allowed: Files = {
  'packages/protocol/src/index.ts': `import 'zod'\nexport * from './event.ts'\n`,
  'packages/protocol/src/event.ts': `export type Event = { name: string }\n`,
  'packages/core/src/base/index.ts': `import 'temporal-polyfill'\nexport * from './time.ts'\n`,
  'packages/core/src/base/time.ts': `export const SECOND_MS = 1000\n`,
  'packages/core/src/listen/index.ts': `export * from './input.ts'\n`,
  'packages/core/src/listen/input.ts': `import type { Event } from '@lotse/protocol'\nimport '../base/index.ts'\nexport type Input = Event\n`,
  'packages/core/src/understand/index.ts': `import 're2js'\nexport * from '../listen/index.ts'\n`,
  'packages/core/src/act/index.ts': `import '../understand/index.ts'\nimport '../listen/index.ts'\n`,
  'packages/core/src/act/act.test.ts': `import '@lotse/testkit'\nimport 'node:fs'\nimport './index.ts'\n`,
  'packages/core/src/ports.ts': `import type { Event } from '@lotse/protocol'\nexport type Store = Event\n`,
  'packages/server/src/main.ts': `import '@lotse/core/base'\nimport '@lotse/core/ports'\nimport '@lotse/protocol'\nimport 'left-pad'\n`,
  'packages/server/src/adapters/store/pool.ts': `import 'pg'\n`,
  'packages/server/src/adapters/store/testing.ts': `import './pool.ts'\n`,
  'packages/server/src/world.ts': `import type { nothing } from 'pg'\nexport type Nothing = typeof nothing\n`,
  'packages/server/src/main.test.ts': `import '@lotse/testkit'\nimport './adapters/store/testing.ts'\nimport './main.ts'\n`,
  'packages/web/src/main.tsx': `import '@lotse/core/base'\nimport type { Event } from '@lotse/protocol'\nexport type Shown = Event\n`,
  'packages/web/src/parts/Button.tsx': 'export {}\n',
  'packages/web/src/canvas/Map.tsx': `import '@lotse/core/base'\nimport '../parts/Button.tsx'\n`,
  'packages/sdk/src/index.ts': `import '@lotse/protocol'\n`,
  'packages/testkit/src/index.ts': `import '@lotse/core/act'\nimport '@lotse/protocol'\n`,
  'tests/whole.test.ts': `import '@lotse/testkit'\nimport '@lotse/core/listen'\n`,
}

/** Each kind of violation: the rule that must name it, the file that commits it (each its own), and what that file says. */
const violations: ReadonlyArray<readonly [rule: string, path: string, text: string]> = [
  ['package-protocol', 'packages/protocol/src/to-core.ts', `import '@lotse/core/base'\n`],
  ['package-core', 'packages/core/src/base/to-server.ts', `import '../../../server/src/main.ts'\n`],
  ['package-sdk', 'packages/sdk/src/to-core.ts', `import '@lotse/core/base'\n`],
  ['package-server', 'packages/server/src/to-web.ts', `import '../../web/src/main.tsx'\n`],
  ['package-server', 'packages/server/src/to-sdk.ts', `import '@lotse/sdk'\n`],
  ['package-server', 'packages/server/src/to-sdk.test.ts', `import '@lotse/sdk'\n`],
  ['package-web', 'packages/web/src/to-server.ts', `import type {} from '../../server/src/main.ts'\n`],
  ['package-web', 'packages/web/src/to-sdk.ts', `export const later = () => import('@lotse/sdk')\n`],
  ['package-testkit', 'packages/testkit/src/to-server.ts', `import '../../server/src/main.ts'\n`],
  ['canvas-alone', 'packages/web/src/canvas/to-screen.ts', `import '../main.tsx'\n`],
  ['testkit-for-tests', 'packages/server/src/to-testkit.ts', `import '@lotse/testkit'\n`],
  ['testkit-for-tests', 'packages/core/src/base/to-testkit.ts', `import type {} from '@lotse/testkit'\n`],
  ['tests-for-tests', 'packages/server/src/to-testing.ts', `import './adapters/store/testing.ts'\n`],
  ['data-way-base', 'packages/core/src/base/to-listen.ts', `import '../listen/index.ts'\n`],
  ['data-way-listen', 'packages/core/src/listen/to-right.ts', `import type {} from '../understand/index.ts'\n`],
  ['data-way-understand', 'packages/core/src/understand/to-act.ts', `import '@lotse/core/act'\n`],
  ['data-way-understand', 'packages/core/src/understand/to-ports.ts', `import '../ports.ts'\n`],
  ['data-way-act', 'packages/core/src/act/to-service.ts', `import '../service/index.ts'\n`],
  ['data-way-service', 'packages/core/src/service/to-act.ts', `import '../act/index.ts'\n`],
  ['domain-by-index', 'packages/core/src/act/to-inside.ts', `import '../listen/input.ts'\n`],
  ['domain-by-index', 'packages/core/src/ports.ts', `import type {} from './listen/input.ts'\n`],
  ['entrance-core', 'packages/server/src/to-inside.ts', `import '../../core/src/listen/input.ts'\n`],
  ['entrance-protocol', 'packages/core/src/base/to-inside.ts', `import '../../../protocol/src/event.ts'\n`],
  ['entrance-testkit', 'tests/to-inside.test.ts', `import '../packages/testkit/src/hidden.ts'\n`],
  ['pure-core', 'packages/core/src/base/to-npm.ts', `import 'left-pad'\n`],
  ['pure-core', 'packages/core/src/base/to-node.ts', `import { readFileSync } from 'node:fs'\nreadFileSync('x')\n`],
  ['pure-core', 'packages/core/src/base/to-type.ts', `import type {} from 'zod'\n`],
  ['pure-protocol', 'packages/protocol/src/to-node.ts', `import 'node:crypto'\n`],
  ['sql-in-the-store', 'packages/server/src/to-pg.ts', `import { nothing } from 'pg'\nexport const x = nothing\n`],
  ['no-cycle', 'packages/server/src/ring.ts', `import './ring2.ts'\n`],
  ['no-cycle', 'packages/server/src/typed.ts', `import type { W } from './typed2.ts'\nexport type B = W\n`],
  ['resolvable', 'packages/web/src/to-nowhere.ts', `import './gone.ts'\n`],
]

/** What the violations need besides their own file. */
const accomplices: Files = {
  'packages/core/src/service/index.ts': 'export {}\n',
  'packages/testkit/src/hidden.ts': 'export {}\n',
  'packages/server/src/ring2.ts': `import './ring.ts'\n`,
  'packages/server/src/typed2.ts': `import type { B } from './typed.ts'\nexport type W = B\n`,
}

describe('in a tree with every kind of violation', () => {
  let report: { lines: string[]; code: number }
  beforeAll(async () => {
    const planted = Object.fromEntries(violations.map(([, path, text]) => [path, text]))
    report = await cruised({ ...allowed, ...accomplices, ...planted })
  })

  test.each(violations)('%s is reported: %s', (rule, path) => {
    expect(report.lines.filter((line) => line.startsWith(`${rule}: ${path}`))).not.toEqual([])
    expect(report.code).toBe(1)
  })

  test('no innocent file is reported', () => {
    const guilty = new Set([...violations.map(([, path]) => path), ...Object.keys(accomplices)])
    const accused = report.lines.slice(0, -1).map((line) => /^[\w-]+: (\S+)/.exec(line)?.[1] ?? line)
    expect(accused.filter((path) => !guilty.has(path))).toEqual([])
  })
})

test('a tree with every allowed kind of import is silent', async () => {
  const { lines, code } = await cruised(allowed)
  expect(lines).toEqual([`${Object.keys(allowed).length} files cruised, 0 faults`])
  expect(code).toBe(0)
})

test('a package that no longer leads to its sources is reported, instead of going unjudged', async () => {
  const manifest = JSON.stringify({ name: '@lotse/protocol', exports: { '.': './lib/index.js' } })
  const { lines, code } = await cruised({
    ...allowed,
    'packages/protocol/package.json': manifest,
    'packages/protocol/lib/index.js': 'export {}\n',
  })
  expect(lines.some((line) => line.startsWith('link-astray: packages/server/src/main.ts → @lotse/protocol'))).toBe(true)
  expect(code).toBe(1)
})

test('an empty tree does not pass', async () => {
  expect(await cruised({})).toEqual({
    lines: ['not cruised: the tree holds no TypeScript', '0 files cruised, 1 faults'],
    code: 1,
  })
})

async function cruised(files: Files): Promise<{ lines: string[]; code: number }> {
  const tree = plantTree(files)
  try {
    return await runOn(tree.root, RULE)
  } finally {
    tree.remove()
  }
}
