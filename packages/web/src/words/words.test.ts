// Both languages say the same things, everything said is used, and nothing is said outside of them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { problems } from '@lotse/core/base'
import { operations, permissions } from '@lotse/protocol'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { words as german } from './de/index.ts'
import { words as english } from './en/index.ts'

const source = fileURLToPath(new URL('..', import.meta.url))

type Tree = { readonly [key: string]: string | Tree }

const flat = (tree: Tree, path = ''): [key: string, text: string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  )

const en = new Map(flat(english))
const de = new Map(flat(german))

const PLURAL = /_(zero|one|other)$/
const plain = (key: string): string => key.replace(PLURAL, '')
const parametersOf = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort()

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts') && !/^words\/(en|de)\//.test(path))
  .map((path) => ({ path, text: readFileSync(join(source, path), 'utf8') }))

/** What is asked for in code: whole keys, and keys whose last parts are filled in at run time, as patterns. */
function keysIn(text: string): { whole: string[]; patterns: RegExp[] } {
  // What follows `id:` names a command, not a text.
  const whole = [...text.matchAll(/(?<!\bid: )'((?:[a-zA-Z]\w*\.)+\w+)'/g)].map(([, key]) => key ?? '')
  const patterns = [...text.matchAll(/(?<![\w.])t\(`([^`]+)`/g)].map(
    ([, template]) => new RegExp(`^${(template ?? '').replaceAll('.', '\\.').replace(/\$\{[^}]+\}/g, '[\\w]+')}$`),
  )
  return { whole, patterns }
}

const asked = files.map(({ text }) => keysIn(text))
const whole = new Set(asked.flatMap((found) => found.whole))
const patterns = asked.flatMap((found) => found.patterns)

describe('the two languages', () => {
  test('have exactly the same keys', () => {
    expect([...de.keys()]).toEqual([...en.keys()])
  })

  test('have a text for every key, with the same values filled in', () => {
    for (const [key, text] of en) {
      expect(text.trim(), key).not.toBe('')
      expect(de.get(key)?.trim(), key).not.toBe('')
      expect(parametersOf(de.get(key) ?? ''), key).toEqual(parametersOf(text))
    }
  })

  test('say nothing that no screen asks for', () => {
    const unused = [...en.keys()].filter((key) => {
      const name = plain(key)
      return !whole.has(key) && !whole.has(name) && !patterns.some((pattern) => pattern.test(name))
    })
    expect(unused).toEqual([])
  })

  test('have every text that a screen asks for', () => {
    const known = new Set([...en.keys()].map(plain))
    const roots = new Set(Object.keys(english))
    const missing = [...whole].filter(
      (key) =>
        !(key in permissions) &&
        !(key in problems) &&
        roots.has(key.split('.')[0] ?? '') &&
        !known.has(key) &&
        !en.has(key),
    )
    expect(missing).toEqual([])
    for (const pattern of patterns)
      expect(
        [...known].some((key) => pattern.test(key)),
        String(pattern),
      ).toBe(true)
  })

  test('German addresses people with Sie and its quotes, English with its own', () => {
    for (const [key, text] of de) {
      expect(text, key).not.toMatch(/\b(du|dich|dir|dein|deine|deinen|deiner)\b/i)
      expect(text, key).not.toMatch(/["“](?=\{\{|\w)/)
    }
    for (const [key, text] of en) expect(text, key).not.toMatch(/["„]/)
  })
})

/** Attributes whose text people see or hear. */
const SPOKEN = new Set(
  'title label placeholder alt hint note none noneText text description aria-label aria-description aria-valuetext aria-roledescription'.split(
    ' ',
  ),
)
/** Fields of objects with such text; `none` and the like are names of states there. */
const SPOKEN_FIELDS = new Set(['title', 'label', 'placeholder', 'hint', 'note', 'text', 'description'])
const LETTER = /\p{L}/u

/** The texts an expression may come to: through choices, fallbacks, brackets and templates; not what it merely compares or hands on. */
function textsOf(node: ts.Expression): readonly ts.Node[] {
  if (ts.isStringLiteralLike(node)) return [node]
  if (ts.isTemplateExpression(node)) return [node.head, ...node.templateSpans.map(({ literal }) => literal)]
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return textsOf(node.expression)
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)]
  if (!ts.isBinaryExpression(node)) return []
  const kind = node.operatorToken.kind
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return textsOf(node.right)
  const joins = [ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.PlusToken]
  return joins.includes(kind) ? [...textsOf(node.left), ...textsOf(node.right)] : []
}

/** Whether what stands here is shown: in JSX as a child, or as an attribute or field with a spoken name. */
function shownIn(node: ts.Node): ts.Expression | undefined {
  if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) return node.expression
  if (ts.isPropertyAssignment(node) && SPOKEN_FIELDS.has(node.name.getText().replace(/['"]/g, '')))
    return node.initializer
  if (!ts.isJsxAttribute(node) || !SPOKEN.has(node.name.getText())) return undefined
  const { initializer } = node
  return initializer !== undefined && ts.isJsxExpression(initializer) ? initializer.expression : undefined
}

/** Text in a screen that stands there as it is, as `file:line text`. */
function literalsIn(path: string, text: string): string[] {
  const kind = path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind)
  const found: string[] = []
  const report = (node: ts.Node, literal: string) => {
    // Names of operations are the same in every language.
    if (!LETTER.test(literal) || Object.hasOwn(operations, literal)) return
    const { line } = file.getLineAndCharacterOfPosition(node.getStart())
    found.push(`${path}:${line + 1} ${literal.trim()}`)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) report(node, node.text)
    if (ts.isJsxAttribute(node) && SPOKEN.has(node.name.getText()) && node.initializer !== undefined)
      if (ts.isStringLiteral(node.initializer)) report(node, node.initializer.text)
    const shown = shownIn(node)
    if (shown !== undefined)
      for (const literal of textsOf(shown))
        if (ts.isLiteralExpression(literal) || ts.isTemplateHead(literal) || ts.isTemplateMiddleOrTemplateTail(literal))
          report(literal, literal.text)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

describe('screens', () => {
  test('have no text of their own', () => {
    expect(files.flatMap(({ path, text }) => literalsIn(path, text))).toEqual([])
  })

  test.each([
    [`<p title="Hello">Hi {'there'} <img alt="" /> {t('a.b')}</p>`, ['Hello', 'Hi', 'there']],
    [`<p>{busy ? 'Wait' : t('a.b')}{name ?? 'Nobody'}{a && 'Both'}</p>`, ['Wait', 'Nobody', 'Both']],
    [`<p>{\`\${n} pieces\`}{\`\${n} / \${m}\`}</p>`, ['pieces']],
    [`<X aria-label={open ? 'Close' : ('Open')} id={'plain'} />`, ['Close', 'Open']],
    [`menu({ label: 'Save', id: 'save', text: 'a' + b })`, ['Save', 'a']],
    [`<p className={a ? 'one' : 'two'}>{kind === 'done' ? t('a') : null}</p>`, []],
  ])('would be caught: %s', (code, texts) => {
    expect(literalsIn('x.tsx', `const x = ${code}`)).toEqual(texts.map((text) => `x.tsx:1 ${text}`))
  })
})
