// What the pages say can be done and found is there: commands, links, decisions, rules, problem codes.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { problems } from '@lotse/core/base'
import { expect, test } from 'vitest'
import { filesEnding, REPOSITORY, testTitles, textOf } from './repository.ts'

const pages = filesEnding('.md')

test('every npm command in a page is one that package.json knows', () => {
  const { scripts } = JSON.parse(textOf('package.json'))
  const commands = pages.flatMap((page) =>
    [...textOf(page).matchAll(/\bnpm (?:run |(?=test|start))([a-z][\w-]*)/g)].map(([, name]) => ({ page, name })),
  )
  expect(commands.length).toBeGreaterThan(0)
  expect(commands.filter(({ name }) => !Object.hasOwn(scripts, name ?? ''))).toEqual([])
  expect(commands.filter(({ page, name }) => page === 'README.md' && name === 'demo')).not.toEqual([])
})

test('every link between pages leads to a file, and to a heading where it names one', () => {
  const links = pages.flatMap((page) =>
    [...withoutComments(textOf(page)).matchAll(/\]\((?![a-z]+:)([^)\s]+)\)/g)].map(([, target]) => ({
      page,
      target: target ?? '',
    })),
  )
  expect(links.length).toBeGreaterThan(0)
  expect(links.filter(({ page, target }) => !leadsSomewhere(page, target))).toEqual([])
})

test('decisions are numbered without a gap, listed, and say context, choice and price', () => {
  const decisions = filesEnding('.md').filter((path) => /^decisions\/\d{4}-[a-z0-9-]+\.md$/.test(path))
  expect(decisions.map((path) => Number(path.slice(10, 14)))).toEqual(decisions.map((_, i) => i + 1))
  const list = textOf('decisions/README.md')
  expect(decisions.filter((path) => !list.includes(`(${path.slice('decisions/'.length)})`))).toEqual([])
  const parts = ['## Context', '## Choice', '## Price']
  expect(decisions.filter((path) => !parts.every((part) => textOf(path).includes(`\n${part}\n`)))).toEqual([])
})

test('every numbered rule is named by a test, and stands once on its page', () => {
  const rules = filesEnding('RULES.md').flatMap((page) =>
    [...textOf(page).matchAll(/^(?:- |#+ )?\*\*([A-Z]{1,2}\d+)\b/gm)].map(([, id = '']) => ({ page, id })),
  )
  const places = rules.map(({ page, id }) => `${id} in ${page}`)
  expect(places.filter((place, i) => places.indexOf(place) !== i)).toEqual([])
  const titles = testTitles().map(({ title }) => title)
  expect(rules.filter(({ id }) => !titles.some((title) => new RegExp(`\\b${id}\\b`).test(title)))).toEqual([])
})

test('docs/problems.md lists every code of the code with its status and meaning, and says what to do', () => {
  const rows = [...textOf('docs/problems.md').matchAll(/^\| `([a-z_.]+)` \| (\d+) \| (.+?) \| (.*) \|$/gm)]
  const listed = rows.map(([, code, status, title]) => `${code} ${status} ${title}`)
  expect(listed).toEqual(Object.entries(problems).map(([code, { status, title }]) => `${code} ${status} ${title}`))
  expect(rows.filter(([, , , , advice = '']) => advice.trim().length < 10).map(([, code]) => code)).toEqual([])
})

/** What a reader sees: a comment may prepare what is not there yet. */
const withoutComments = (text: string): string => text.replaceAll(/<!--[\s\S]*?-->/g, '')

function leadsSomewhere(page: string, target: string): boolean {
  const [path, anchor] = target.split('#')
  const file = path ? join(dirname(page), decodeURIComponent(path)) : page
  if (!existsSync(join(REPOSITORY, file))) return false
  return !anchor || !file.endsWith('.md') || anchorsOf(file).includes(anchor)
}

/** Anchors as forges make them from headings. */
function anchorsOf(page: string): string[] {
  return [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
