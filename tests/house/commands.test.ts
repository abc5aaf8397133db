// The commands of package.json as a person meets them: each leads to a script, and a wrong word is answered with the right ones.
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REPOSITORY } from './tree.ts'

const { scripts } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'))
const commands = Object.entries<string>(scripts).filter(([, command]) => command.startsWith('node '))

test.each(commands)('npm run %s leads to a script that is there', (_, command) => {
  expect(existsSync(join(REPOSITORY, command.split(' ')[1] ?? ''))).toBe(true)
})

test.each([
  ['scripts/check.mjs', 'No such step: nonsense. There are: types-tests'],
  ['scripts/bench.mjs', 'No such measurement: nonsense. There are:'],
])('%s with a wrong name lists the right ones', async (script, words) => {
  const { code, output } = await run(script, 'nonsense')
  expect(output).toContain(words)
  expect(code).toBe(1)
})

function run(script: string, ...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [join(REPOSITORY, script), ...args], { timeout: 30_000 }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code), output: `${stdout}${stderr}` })
    })
  })
}
