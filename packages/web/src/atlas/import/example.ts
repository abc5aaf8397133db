// A small journey as a file, to see what an import does before one has a file of one's own. Imports nothing.
import type { Translate } from '../../words/index.ts'

/** The example, in the reader's language: a table with a row for each step. */
export function exampleFile(t: Translate): File {
  const [before, during] = [t('imports.example.before'), t('imports.example.during')]
  const rows = [
    ['phase', 'step', 'does', 'emotion'].map((key) => t(`imports.example.${key as 'phase'}`)),
    [before, t('imports.example.rows.idea'), t('imports.example.rows.ideaDoes'), '-1'],
    [before, t('imports.example.rows.compare'), t('imports.example.rows.compareDoes'), '0'],
    [during, t('imports.example.rows.order'), t('imports.example.rows.orderDoes'), '1'],
  ]
  const text = rows.map((cells) => cells.join(';')).join('\r\n')
  return new File([`\uFEFF${text}\r\n`], `${t('imports.example.name')}.csv`, { type: 'text/csv' })
}
