// The rows that stay on top of a map: phases as bands over their steps, and the steps by name.
import { IconPlus, IconStarFilled } from '@tabler/icons-react'
import { memo } from 'react'
import { useWords } from '../words/use.ts'
import { useActs } from './acts.ts'
import { GuestMark } from './Cell.tsx'
import { CellEditor } from './CellEditor.tsx'
import css from './canvas.module.css'
import { type Band, PHASES_PX, type Span, STEPS_PX } from './layout.ts'
import { guestAt } from './presence.ts'
import { drawn, elementId, type Scene } from './scene.ts'
import type { Area } from './spots.ts'
import { TalkMark } from './TalkMark.tsx'
import { spokenIn, textIn } from './texts.ts'

type Given = {
  readonly scene: Scene
  readonly columns: Span
  readonly area: Area | null
  readonly activeRow: number
  readonly activeCol: number
  /** The row in which something is written; the column is the active one. */
  readonly editingRow: number | null
}

/** Both rows. */
export const HeadRows = memo(function HeadRows(given: Given) {
  const { t, f } = useWords()
  const { scene, columns, activeRow, activeCol } = given
  const { bands } = scene.layout
  const shown = bands.filter(
    ({ from, to }) =>
      (to > columns.from && from < columns.to) || (activeRow === 0 && activeCol >= from && activeCol < to),
  )
  return (
    <div role="rowgroup" className={css.top} style={{ width: scene.layout.width }}>
      <div role="row" aria-rowindex={1} className={css.topRow} style={{ height: PHASES_PX }}>
        <div role="rowheader" aria-colindex={1} className={css.corner} lang={f.language}>
          {t('map.phases')}
        </div>
        {shown.map((band) => (
          <PhaseHead
            key={band.phase.id}
            scene={scene}
            band={band}
            active={activeRow === 0 && activeCol >= band.from && activeCol < band.to}
            selected={inArea(given.area, 0, band.from, band.to)}
            editing={given.editingRow === 0}
          />
        ))}
      </div>
      <div role="row" aria-rowindex={2} className={css.topRow} style={{ height: STEPS_PX }}>
        <div role="rowheader" aria-colindex={1} className={css.corner} lang={f.language}>
          {t('map.steps')}
        </div>
        {drawn(columns, activeRow === 1 ? activeCol : null, scene.layout.columns.length).map((n) => (
          <StepHead
            key={scene.layout.columns[n]?.id}
            scene={scene}
            n={n}
            active={activeRow === 1 && activeCol === n}
            selected={inArea(given.area, 1, n, n + 1)}
            editing={given.editingRow === 1 && activeRow === 1 && activeCol === n}
          />
        ))}
      </div>
    </div>
  )
})

const inArea = (area: Area | null, row: number, from: number, to: number): boolean =>
  area !== null && row >= area.top && row <= area.bottom && to > area.left && from <= area.right

/** How a head is shown. */
type Shown = {
  readonly scene: Scene
  readonly active: boolean
  readonly selected: boolean
  readonly editing: boolean
}

const PhaseHead = memo(function PhaseHead({ scene, band, active, selected, editing }: Shown & { readonly band: Band }) {
  const { t, f } = useWords()
  const { phase, from, to } = band
  const shown = textIn(phase, 'name', scene.language)
  const { text, foreign } = shown
  const { layout } = scene
  const col = layout.columns[from]?.id ?? ''
  const guest = guestAt(scene.guests, 'phases', col)
  return (
    <div
      role="columnheader"
      id={elementId(scene.gridId, 'phases', col)}
      aria-colindex={from + 2}
      aria-colspan={to - from}
      aria-selected={active || selected}
      className={css.phase}
      data-row="phases"
      data-col={col}
      data-active={active}
      data-selected={selected}
      style={{ left: layout.headPx + from * layout.columnPx, width: (to - from) * layout.columnPx }}
    >
      <span className={css.band}>
        {active && editing ? (
          <CellEditor />
        ) : (
          <bdi
            className={css.bandName}
            lang={spokenIn(shown, f.language)}
            data-foreign={foreign}
            data-unnamed={text === ''}
            data-content={scene.mayEdit}
          >
            {text === '' ? t('map.unnamedPhase') : text}
          </bdi>
        )}
      </span>
      {guest === null ? null : <GuestMark guest={guest} />}
      <TalkMark of={phase.id} row="phases" col={col} />
    </div>
  )
})

/** The head of a step; while one scrolls, those that stay in sight are not drawn anew. */
const StepHead = memo(function StepHead({ scene, n, active, selected, editing }: Shown & { readonly n: number }) {
  const { t, f } = useWords()
  const acts = useActs()
  const column = scene.layout.columns[n]
  if (column === undefined) return null
  const { step, id } = column
  const shown = textIn(step ?? undefined, 'name', scene.language)
  const { text, foreign } = shown
  const guest = guestAt(scene.guests, 'steps', id)
  const unnamed = step === null ? t('map.firstStep') : t('map.unnamedStep')
  return (
    <div
      role="columnheader"
      id={elementId(scene.gridId, 'steps', id)}
      aria-colindex={n + 2}
      aria-selected={active || selected}
      className={css.step}
      data-row="steps"
      data-col={id}
      data-active={active}
      data-selected={selected}
      data-last={scene.layout.columns[n + 1]?.phase.id !== column.phase.id}
      style={{ left: scene.layout.headPx + n * scene.layout.columnPx }}
    >
      {editing ? (
        <CellEditor />
      ) : (
        <span className={css.stepName} data-unnamed={text === ''} data-content={scene.mayEdit && step !== null}>
          {step?.fields['momentOfTruth'] === true ? (
            <>
              <IconStarFilled size={12} className={css.star} aria-hidden />
              <span className="visually-hidden">{t('map.momentOfTruth')}</span>
            </>
          ) : null}
          <bdi lang={spokenIn(shown, f.language)} data-foreign={foreign}>
            {text === '' ? unnamed : text}
          </bdi>
        </span>
      )}
      {scene.mayEdit && step !== null ? (
        <button
          type="button"
          tabIndex={-1}
          className={css.plus}
          aria-label={t('map.stepAfter', { name: text })}
          title={t('map.stepAfter', { name: text })}
          onPointerDown={(event) => event.stopPropagation()}
          onClick={() => acts.stepAfter(id)}
        >
          <IconPlus size={13} stroke={2.2} aria-hidden />
        </button>
      ) : null}
      {guest === null ? null : <GuestMark guest={guest} />}
      <TalkMark of={id} row="steps" col={id} />
    </div>
  )
})
