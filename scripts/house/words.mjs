// Finds text that does not belong into the repository: work left undone, paths of one machine, secrets, merge marks, switched-off tests.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const TEXT = /\.(tsx?|mjs|cjs|js|json|md|sql|css|html|yml|yaml|sh|liquid|mjml|txt)$|(^|\/)(run|\.gitignore)$/
const SKIPPED = new Set(['package-lock.json', 'LICENSE'])

/** Each word is written in two halves where it would otherwise find itself here. */
const UNDONE = `\\b(?:${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`
const MARKS = [
  { rule: 'word-undone', pattern: new RegExp(`${UNDONE}|not ${'imple'}mented`) },
  { rule: 'word-machine-path', pattern: /(?<![\w.~/-])\/(?:root|home\/\w+|Users\/\w+|work)\/[\w.]/ },
  { rule: 'word-secret', pattern: new RegExp(`-----BEGIN [A-Z ]*PRIVATE${' '}KEY-----`) },
  { rule: 'word-merge', pattern: /^(?:<{7}|>{7}|={7})(?: |$)/ },
  { rule: 'word-checker-off', pattern: new RegExp(`@ts-(?:${'ign'}ore|${'noch'}eck)`) },
  { rule: 'word-test-off', pattern: new RegExp(`\\b(?:test|it|describe)\\.(?:${'on'}ly|${'sk'}ip|${'to'}do)\\b`) },
]

/**
 * Every line with a word that may not stand in the repository.
 *
 * @param {string} root
 * @param {string[]} paths - the tree's files.
 * @returns {{ rule: string, path: string, line: number, what: string }[]}
 */
export function wordsOf(root, paths) {
  return paths
    .filter((path) => TEXT.test(path) && !SKIPPED.has(path))
    .flatMap((path) =>
      readFileSync(join(root, path), 'utf8')
        .split('\n')
        .flatMap((text, i) =>
          marksIn(text).map((rule) => ({ rule, path, line: i + 1, what: text.trim().slice(0, 100) })),
        ),
    )
}

const marksIn = (text) => MARKS.filter(({ pattern }) => pattern.test(text)).map(({ rule }) => rule)
