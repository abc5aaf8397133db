// A journey as a table to read: a row for each step, a column for each lane. Also the way through a map for who listens to it.
import { useWords } from '../../words/use.ts'
import { PictureAt } from '../PictureAt.tsx'
import { nameIn } from '../texts.ts'
import { Words } from '../Words.tsx'
import type { ViewGiven } from './BlueprintView.tsx'
import { laneName, readAt } from './reading.ts'
import css from './views.module.css'

/** The view. */
export function TableView({ title, ...read }: ViewGiven) {
  const { t, f } = useWords()
  const { layout, language } = read
  const { map } = layout
  const lanes = layout.rows.flatMap((row) => (row.lane === null ? [] : [{ lane: row.lane, row }]))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={css.scroll} aria-label={title} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('map.phase')}</th>
            <th scope="col">{t('map.step')}</th>
            {lanes.map(({ lane, row }) => (
              <th key={lane.id} scope="col">
                <bdi lang={language}>{laneName(lane, read, t(`map.lane.${row.type as 'text'}`))}</bdi>
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
                {lanes.map(({ lane, row }) => (
                  <td key={lane.id} className={css.words}>
                    <PictureAt layout={layout} step={step.id} lane={lane.id} language={language} />
                    <bdi>
                      <Words text={readAt(read, { row, step: step.id }, f)} reach />
                    </bdi>
                  </td>
                ))}
              </tr>
            )),
          )}
        </tbody>
      </table>
    </section>
  )
}
