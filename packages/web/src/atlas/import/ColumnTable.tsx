// Which column of a table becomes what: a row for each, with the server's proposal chosen. Keeps nothing.
import { headingOf } from '@lotse/core/atlas'
import type { AtlasImport } from '@lotse/protocol'
import { Card } from '../../parts/Card.tsx'
import { Select } from '../../parts/Select.tsx'
import { Table } from '../../parts/Table.tsx'
import type { Translate } from '../../words/index.ts'
import { languageNames, languages } from '../../words/index.ts'
import { useWords } from '../../words/use.ts'
import { type Meaning, mapColumnsOffered, mapMeaning, recordColumnsOffered, recordMeaning } from './columns.ts'
import css from './import.module.css'
import type { ImportChoices } from './wish.ts'

type Given = {
  readonly plan: AtlasImport
  readonly choices: ImportChoices
  readonly choose: (more: Partial<ImportChoices>) => void
}

/** The card. */
export function ColumnTable({ plan: { format, columns }, choices, choose }: Given) {
  const { t, f } = useWords()
  const isMap = format === 'map'
  const offered = isMap ? mapColumnsOffered() : recordColumnsOffered(choices.kind)
  const meaningOf = isMap ? mapMeaning : recordMeaning
  const nameOf = (column: string) => meaningText(meaningOf(column), { t, language: f.language })
  const headings = [...new Map(columns.map((one) => [one.heading, one])).values()].filter(
    ({ heading }) => heading !== '',
  )
  return (
    <Card title={t('imports.columns')} flush>
      <div className={css.columns}>
        <Table label={t('imports.columns')} head={[t('imports.heading'), t('imports.becomes')]}>
          {headings.map(({ heading, column }) => (
            <tr key={heading}>
              <th scope="row">
                <bdi>{heading}</bdi>
              </th>
              <td>
                <Select
                  hidden
                  label={t('imports.becomesOf', { heading })}
                  value={column}
                  choices={[...new Set([column, ...offered])]
                    .toSorted((a, b) => offered.indexOf(a) - offered.indexOf(b))
                    .map((value) => ({ value, label: nameOf(value) }))}
                  onChange={({ currentTarget }) =>
                    choose({ mapping: { ...choices.mapping, [heading]: currentTarget.value } })
                  }
                />
              </td>
            </tr>
          ))}
        </Table>
      </div>
    </Card>
  )
}

function meaningText(
  { of, field = '', language }: Meaning,
  { t, language: readers }: { readonly t: Translate; readonly language: string },
): string {
  const what = of === 'field' ? headingOf({ field }, readers === 'de' ? 'de' : 'en') : t(`imports.means.${of}`)
  if (language === undefined) return what
  const known = languages.find((one) => one === language)
  return t('imports.means.in', { what, language: known === undefined ? language : languageNames[known] })
}
