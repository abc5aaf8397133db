// What an import would do, before it is done: how many records are added, changed, moved, removed; which are refused and why; each one to look at.
import { headingOf } from '@lotse/core/atlas'
import type { AtlasImport } from '@lotse/protocol'
import { type ReactNode, useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Change } from '../../parts/Change.tsx'
import { StateMark } from '../../parts/Mark.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Table, tableCss } from '../../parts/Table.tsx'
import type { MarkTone } from '../../parts/tone.ts'
import { useWords } from '../../words/use.ts'
import css from './import.module.css'
import { refusalText } from './reasons.ts'
import { calledIn, changesIn } from './values.ts'

type Item = AtlasImport['items'][number]

const tones = { added: 'proof', changed: 'info', moved: 'plain', removed: 'attention' } as const satisfies Record<
  Item['what'],
  MarkTone
>
const WHATS = ['added', 'changed', 'moved', 'removed'] as const
/** Rows that are drawn at first. */
const ROWS_FIRST = 50

type Given = {
  readonly plan: AtlasImport
  /** What can be done, between the sums and the records. */
  readonly children: ReactNode
}

/** The plan of an import. */
export function ImportPreview({ plan: { counts, items, refused }, children }: Given) {
  const { t, f } = useWords()
  const all = WHATS.reduce((sum, what) => sum + counts[what], 0)
  return (
    <>
      <ul className={css.counts}>
        {WHATS.filter((what) => counts[what] > 0).map((what) => (
          <li key={what}>
            <StateMark tone={tones[what]}>{t(`imports.what.${what}`)}</StateMark> {f.whole(counts[what])}
          </li>
        ))}
        {counts.same > 0 ? (
          <li className="quiet">{t('imports.same', { count: counts.same, formatted: f.whole(counts.same) })}</li>
        ) : null}
      </ul>
      {counts.refused > 0 ? <RefusedRows refused={refused} count={counts.refused} /> : null}
      {all === 0 && counts.refused === 0 ? <Notice kind="plain">{t('imports.nothing')}</Notice> : null}
      {children}
      {items.length > 0 ? <Items items={items} count={all} /> : null}
    </>
  )
}

type RefusedGiven = { readonly refused: AtlasImport['refused']; readonly count: number }

function RefusedRows({ refused, count }: RefusedGiven) {
  const { t, f } = useWords()
  return (
    <Notice kind="attention" title={t('imports.refused', { count, formatted: f.whole(count) })}>
      <p>{t('imports.refusedText')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <ul className={css.refused} tabIndex={0}>
        {refused.map(({ row, id, field, code, detail }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a refusal has no id of its own, and the list never changes.
          <li key={at}>
            <b>{row === null ? <bdi>{id}</bdi> : t('imports.rowOf', { row: f.whole(row) })}</b>{' '}
            {field === null ? null : <bdi>{headingOf({ field }, f.language === 'de' ? 'de' : 'en')}: </bdi>}
            {refusalText(t, code)}
            {detail === null ? null : (
              <>
                {' '}
                <bdi className="quiet" lang="en">
                  {detail}
                </bdi>
              </>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Items({ items, count }: { readonly items: readonly Item[]; readonly count: number }) {
  const { t, f } = useWords()
  const [whole, setWhole] = useState(items.length <= ROWS_FIRST)
  const shown = whole ? items : items.slice(0, ROWS_FIRST)
  const isShort = count > items.length
  const shows = { changes: items.some(({ what }) => what === 'changed'), rows: items.some(({ row }) => row !== null) }
  return (
    <div className={css.items}>
      <Table
        stacks
        label={t('imports.plan')}
        head={[
          t('imports.record'),
          t('imports.happens'),
          ...(shows.changes ? [t('imports.change')] : []),
          ...(shows.rows ? [{ figures: t('imports.row') }] : []),
        ]}
      >
        {shown.map((item) => (
          <ItemRow key={item.id} item={item} shows={shows} />
        ))}
      </Table>
      {whole ? null : (
        <Button kind="quiet" onClick={() => setWhole(true)}>
          {t('imports.more', { all: f.whole(items.length) })}
        </Button>
      )}
      {whole && isShort ? (
        <p className="quiet">{t('imports.first', { shown: f.whole(items.length), all: f.whole(count) })}</p>
      ) : null}
    </div>
  )
}

type Shows = { readonly changes: boolean; readonly rows: boolean }

function ItemRow({ item, shows }: { readonly item: Item; readonly shows: Shows }) {
  const { t, f } = useWords()
  const changes = changesIn(item, { yes: t('imports.yes'), no: t('imports.no') })
  return (
    <tr>
      <th scope="row">
        <bdi className={css.called}>{calledIn(item, f.language) || t('imports.unnamed')}</bdi>
        <span className="quiet">{t(`imports.kind.${item.kind}`)}</span>
      </th>
      <td>
        <StateMark tone={tones[item.what]}>{t(`imports.what.${item.what}`)}</StateMark>
      </td>
      {shows.changes ? (
        <td>
          {changes.map(({ field, language, before, after }) => (
            <span key={`${field} ${language}`} className={css.change}>
              <span className="quiet">
                {headingOf(language === null ? { field } : { field, language }, f.language === 'de' ? 'de' : 'en')}
              </span>{' '}
              <Change before={before} after={after} />
            </span>
          ))}
        </td>
      ) : null}
      {shows.rows ? <td className={tableCss.figures}>{item.row === null ? '' : f.whole(item.row)}</td> : null}
    </tr>
  )
}
