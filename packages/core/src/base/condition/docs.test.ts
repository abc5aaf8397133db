// docs/conditions.md: every example is read, compiled and printed; every refused one is refused.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compileCondition } from './compile.ts'
import { parseCondition, parseOperand } from './parse.ts'
import { printCondition } from './print.ts'

const page = readFileSync(new URL('../../../../../docs/conditions.md', import.meta.url), 'utf8')

function examples(kind: string): string[] {
  const blocks = [...page.matchAll(new RegExp(`\`\`\`${kind}\\n([^\`]*)\`\`\``, 'g'))]
  return blocks.flatMap((block) => (block[1] ?? '').trim().split('\n'))
}

/** What stands in backticks in the left column of the first table: operands. */
function operands(): string[] {
  const table = page.slice(page.indexOf('## What can be asked for'), page.indexOf('## What can be tested'))
  const cells = [...table.matchAll(/^\| (`.*?) \|/gm)].map((row) => row[1] ?? '')
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? ''))
}

describe('docs/conditions.md', () => {
  test('has examples', () => {
    expect(examples('condition').length).toBeGreaterThan(20)
    expect(operands().length).toBeGreaterThan(20)
  })
  test.each(examples('condition'))('%s', (text) => {
    const condition = parseCondition(text)
    compileCondition(condition)
    expect(parseCondition(printCondition(condition))).toEqual(condition)
  })
  test.each(operands())('operand %s', (text) => {
    expect(parseOperand(text)).toBeTypeOf('object')
  })
  test.each(examples('refused'))('refused: %s', (text) => {
    expect(() => parseCondition(text)).toThrow(expect.objectContaining({ code: 'condition.syntax' }))
  })
})
