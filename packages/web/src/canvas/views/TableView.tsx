// A journey as a table to read: a row for each step, a column for each lane. Also the way through a map for who listens to it.
import { useWords } from '../../words/use.ts'
import { plainAt } from '../contents.ts'
import { PictureAt } from '../PictureAt.tsx'
import { nameIn } from '../texts.ts'
import type { ViewGiven } from './BlueprintView.tsx'
import { readAt } from './reading.ts'
import css from './views.module.css'

/** The view. */
export function TableView({ layout, records, language, title }: ViewGiven) {
  const { t, f } = useWords()
  const { map } = layout
  const lanes = layout.rows.flatMap(({ lane, type }) => (lane === null ? [] : [{ lane, type }]))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={css.scroll} aria-label={title} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('map.phase')}</th>
            <th scope="col">{t('map.step')}</th>
            {lanes.map(({ lane, type }) => (
              <th key={lane.id} scope="col">
                <bdi lang={language}>{nameIn(lane, language) || t(`map.lane.${type as 'text'}`)}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody lang={language}>
          {map.phases.flatMap(({ phase, steps }) =>
            steps.map((step, n) => (
              <tr key={step.id}>
                {n === 0 ? (
                  <th scope="rowgroup" rowSpan={steps.length} className={css.phase}>
                    <bdi>{nameIn(phase, language) || t('map.unnamedPhase')}</bdi>
                  </th>
                ) : null}
                <th scope="row">
                  <bdi>{nameIn(step, language) || t('map.unnamedStep')}</bdi>
                </th>
                {lanes.map(({ lane, type }) => {
                  const written = plainAt(layout, { row: lane.id, col: step.id }, { language, records })
                  const text = written === '' && type === 'handover' ? (layout.handovers.get(step.id) ?? '') : written
                  return (
                    <td key={lane.id} className={css.words}>
                      <PictureAt layout={layout} step={step.id} lane={lane.id} language={language} />
                      <bdi>{readAt(type, text, f)}</bdi>
                    </td>
                  )
                })}
              </tr>
            )),
          )}
        </tbody>
      </table>
    </section>
  )
}
