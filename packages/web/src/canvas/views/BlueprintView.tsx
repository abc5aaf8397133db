// The service blueprint of a journey, to read: parts from the customer down, steps from left to right, the three lines between.
import type { UnitName } from '@lotse/core/atlas'
import type { AtlasRecord } from '@lotse/protocol'
import { Fragment } from 'react'
import { useWords } from '../../words/use.ts'
import { blueprintCell, blueprintParts, linesAbove } from '../blueprint.ts'
import { KindIcon } from '../KindIcon.tsx'
import type { Layout } from '../layout.ts'
import { nameIn } from '../texts.ts'
import { HeadOfSteps } from './HeadOfSteps.tsx'
import css from './views.module.css'

/** What every view of a journey is given. */
export type ViewGiven = {
  readonly layout: Layout
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly language: string
  readonly title: string
  /** What units are called, where the reader may know. */
  readonly unitName?: UnitName
  /** Customers at steps now, where they are known. */
  readonly here?: ReadonlyMap<string, number>
}

/** The view. */
export function BlueprintView({ layout, records, language, title }: ViewGiven) {
  const { t } = useWords()
  const { steps } = layout.map
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={css.scroll} aria-label={title} tabIndex={0}>
      <table className={css.table}>
        <HeadOfSteps layout={layout} language={language} />
        <tbody>
          {blueprintParts.map((part) => (
            <Fragment key={part}>
              {part === 'customer' ? null : (
                <tr className={css.line} data-line={linesAbove[part]}>
                  <th scope="row" className={css.lineName}>
                    {t(`map.line.${linesAbove[part]}`)}
                  </th>
                  <td colSpan={Math.max(1, steps.length)} />
                </tr>
              )}
              <tr>
                <th scope="row">{t(`map.part.${part}`)}</th>
                {steps.map((step) => {
                  const cell = blueprintCell(layout, { step, part }, records)
                  return (
                    <td key={step.id} lang={language}>
                      {cell.step === null ? null : <bdi className={css.act}>{nameIn(cell.step, language)}</bdi>}
                      {cell.items.map((item) => (
                        <span key={item.id} className={css.item}>
                          <KindIcon kind={item.kind} size={13} />
                          <bdi>{nameIn(item, language)}</bdi>
                        </span>
                      ))}
                    </td>
                  )
                })}
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  )
}
