// How the tests are found and run. Packages resolve to their sources, so that no build stands between a change and its test.
import { defineConfig } from 'vitest/config'

// Our own packages are read as sources. 'import' must not stand here: Node would then load modules where programs `require`.
const conditions = ['source', 'node']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts', 'e2e/**/*.test.ts'],
    globalSetup: ['tests/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A second, the usual patience, is short on a machine that does other things.
    expect: { poll: { timeout: 10_000 } },
  },
})
