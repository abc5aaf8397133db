// The table of a journey's one page: phases beside one another, and what each holds below one another. Changes nothing.
import type { AtlasRecord } from '@lotse/protocol'
import { IconStarFilled } from '@tabler/icons-react'
import { useWords } from '../../words/use.ts'
import { KindIcon } from '../KindIcon.tsx'
import type { Layout } from '../layout.ts'
import type { Summary } from '../summary.ts'
import { nameIn } from '../texts.ts'
import { FeelingRow } from './FeelingRow.tsx'
import css from './sheet.module.css'

type Given = {
  readonly summary: Summary
  readonly layout: Layout
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly language: string
  /** Whether it is told who answers for what. */
  readonly owners: boolean
}

/** What stands in the rows, from the customer down. */
const ROWS = ['touchpoints', 'channels', 'needs', 'insights', 'processes', 'systems', 'data'] as const

/** The table. */
export function CanvasTable({ summary, layout, records, language, owners }: Given) {
  const { t } = useWords()
  const { phases, whole } = summary
  return (
    <table className={css.table} style={{ minWidth: `${120 + phases.length * 150}px` }}>
      <colgroup>
        <col className={css.names} />
        {phases.map(({ phase }) => (
          <col key={phase.id} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{t('map.phases')}</th>
          {phases.map(({ phase }) => (
            <th key={phase.id} scope="col" className={css.phase}>
              <bdi>{nameIn(phase, language) || t('map.unnamedPhase')}</bdi>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t('map.steps')}</th>
          {phases.map(({ phase, steps }) => (
            <td key={phase.id}>
              <Steps steps={steps} language={language} />
            </td>
          ))}
        </tr>
        <FeelingRow layout={layout} records={records} language={language} phases={phases.length} />
        {ROWS.map((row) =>
          phases.every((phase) => phase[row].length === 0) ? null : (
            <tr key={row}>
              <th scope="row">{t(`canvas.row.${row}`)}</th>
              {phases.map((phase) => (
                <td key={phase.phase.id}>
                  <Items items={phase[row]} language={language} />
                </td>
              ))}
            </tr>
          ),
        )}
        {whole.length === 0 ? null : (
          <tr>
            <th scope="row">{t('canvas.row.whole')}</th>
            <td colSpan={phases.length}>
              <Items items={whole} language={language} />
            </td>
          </tr>
        )}
        {owners ? (
          <tr>
            <th scope="row">{t('canvas.row.teams')}</th>
            {phases.map(({ phase, teams }) => (
              <td key={phase.id}>
                <bdi>{teams.join(', ')}</bdi>
              </td>
            ))}
          </tr>
        ) : null}
      </tbody>
    </table>
  )
}

function Steps({ steps, language }: { steps: readonly AtlasRecord[]; language: string }) {
  const { t } = useWords()
  return (
    <ol className={css.steps}>
      {steps.map((step) => (
        <li key={step.id}>
          <bdi>{nameIn(step, language) || t('map.unnamedStep')}</bdi>
          {step.fields['momentOfTruth'] === true ? (
            <>
              <IconStarFilled size={11} className={css.star} aria-hidden />
              <span className="visually-hidden">{t('canvas.moment')}</span>
            </>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

function Items({ items, language }: { items: readonly AtlasRecord[]; language: string }) {
  if (items.length === 0) return null
  return (
    <ul className={css.items}>
      {items.map((item) => (
        <Item key={item.id} item={item} language={language} />
      ))}
    </ul>
  )
}

/** A thing of the library; how far it is met, or what sort of insight it is, stands in words beside its colour. */
function Item({ item, language }: { item: AtlasRecord; language: string }) {
  const { t } = useWords()
  const mark = item.kind === 'need' ? item.fields['fulfilment'] : item.kind === 'insight' ? item.fields['sort'] : null
  return (
    <li data-mark={typeof mark === 'string' ? mark : ''}>
      <KindIcon kind={item.kind} size={13} />
      <span>
        <bdi>{nameIn(item, language) || t('library.unnamed')}</bdi>
        {typeof mark === 'string' ? <small>{t(`library.choice.${mark as 'none'}`)}</small> : null}
      </span>
    </li>
  )
}
