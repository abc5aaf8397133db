// A journey shown to others: one phase at a time, large, over everything else. Arrow keys lead on, Escape ends it.
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import { Button } from '../../parts/Button.tsx'
import { useWords } from '../../words/use.ts'
import type { Row } from '../layout.ts'
import { PictureAt } from '../PictureAt.tsx'
import { nameIn } from '../texts.ts'
import type { ViewGiven } from './BlueprintView.tsx'
import { laneName, readAt } from './reading.ts'
import css from './views.module.css'

const LEADS: Readonly<Record<string, number>> = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }

type Given = ViewGiven & {
  /** Which phase is shown, from 0. */
  readonly at: number
  readonly go: (at: number) => void
  readonly end: () => void
}

/** The presentation. */
export function Presentation({ at, go, end, ...shownAs }: Given) {
  const { layout, language, title } = shownAs
  const { t } = useWords()
  const stage = useRef<HTMLDialogElement>(null)
  // A layout effect is undone while the element still stands in the page: only so does closing give focus back.
  useLayoutEffect(() => {
    const element = stage.current
    element?.showModal()
    return () => element?.close()
  }, [])
  const { phases } = layout.map
  const shown = phases[Math.min(at, phases.length - 1)]
  const lead = (to: number) => (to >= 0 && to < phases.length ? go(to) : undefined)
  const onKeyDown = (event: KeyboardEvent) => {
    const by = LEADS[event.key]
    if (by === undefined) return
    lead(at + by)
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <dialog
      ref={stage}
      className={css.stage}
      aria-label={title}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault()
        end()
      }}
    >
      <header>
        <h2>
          <bdi>{shown === undefined ? title : nameIn(shown.phase, language) || t('map.unnamedPhase')}</bdi>
        </h2>
        <p>
          <bdi>{title}</bdi>
        </p>
      </header>
      <Phase {...shownAs} at={at} />
      <footer>
        <Button onClick={() => lead(at - 1)} disabled={at === 0}>
          <IconChevronLeft size={16} aria-hidden />
          {t('map.previous')}
        </Button>
        <span>{t('map.phaseOf', { at: Math.min(at, phases.length - 1) + 1, count: phases.length })}</span>
        <Button onClick={() => lead(at + 1)} disabled={at >= phases.length - 1}>
          {t('map.next')}
          <IconChevronRight size={16} aria-hidden />
        </Button>
        <Button kind="quiet" onClick={end}>
          {t('map.endShow')}
        </Button>
      </footer>
    </dialog>
  )
}

/** A phase: its steps, and the lanes that say anything in it. */
function Phase({ at, title: _, ...read }: ViewGiven & { readonly at: number }) {
  const { t, f } = useWords()
  const { layout, language } = read
  const { phases } = layout.map
  const steps = phases[Math.min(at, phases.length - 1)]?.steps ?? []
  const isShown = (step: string, lane: string) => layout.map.cell(step, lane)?.fields['image'] !== undefined
  const says = (row: Row, lane: string) =>
    steps.some(({ id }) => readAt(read, { row, step: id }, f) !== '' || isShown(id, lane))
  const lanes = layout.rows.flatMap((row) =>
    row.lane !== null && says(row, row.lane.id) ? [{ row, lane: row.lane }] : [],
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={css.sheet} aria-label={t('map.phase')} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="row">{t('map.steps')}</th>
            {steps.map((step) => (
              <th key={step.id} scope="col">
                <bdi>{nameIn(step, language) || t('map.unnamedStep')}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lanes.map(({ row, lane }) => (
            <tr key={lane.id}>
              <th scope="row">
                <bdi>{laneName(lane, read, t(`map.lane.${row.type as 'text'}`))}</bdi>
              </th>
              {steps.map((step) => (
                <td key={step.id} className={css.words}>
                  <PictureAt layout={layout} step={step.id} lane={lane.id} language={language} />
                  <bdi>{readAt(read, { row, step: step.id }, f)}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
