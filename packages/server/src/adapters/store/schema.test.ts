// The committed table types against a freshly migrated database.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { testDatabase } from './testing.ts'

const SCRIPT = fileURLToPath(new URL('../../../../../scripts/schema-types.mjs', import.meta.url))

test('the committed types are exactly those that the migrations give', async () => {
  const { url, drop } = await testDatabase()
  try {
    await expect(promisify(execFile)(process.execPath, [SCRIPT, '--check', '--url', url])).resolves.toMatchObject({
      stderr: '',
    })
  } finally {
    await drop()
  }
})
