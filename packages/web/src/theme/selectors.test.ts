// No style sheet has a selector by which the browser would look at a whole row, list or page anew whenever one thing comes or goes in it.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const SOURCES = new URL('../', import.meta.url)

const sheets = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.css'))

/** Selectors of a sheet; what stands in comments is none. */
function selectorsOf(css: string): string[] {
  return [...css.replaceAll(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{};]+)\{/g)].map(([, selector = '']) =>
    selector.trim(),
  )
}

/** “Whatever comes after this”: each insertion anywhere marks all that stands beside it, with everything inside. */
const anySibling = (selector: string): boolean => /[+~]\s*(\*|:)/.test(selector.replaceAll(/\([^()]*\)/g, ''))

test('what comes after something is named by its class or element, never as whatever it is', () => {
  expect(anySibling('.panel > * + *')).toBe(true)
  expect(anySibling('.a ~ :not(.b)')).toBe(true)
  expect([anySibling('.a + .b'), anySibling('.c:nth-child(2n + 1) + p')]).toEqual([false, false])
  const found = sheets.flatMap((file) =>
    selectorsOf(readFileSync(new URL(file, SOURCES), 'utf8')).flatMap((one) =>
      anySibling(one) ? [`${file}: ${one}`] : [],
    ),
  )
  expect(sheets.length).toBeGreaterThan(50)
  expect(found).toEqual([])
})
