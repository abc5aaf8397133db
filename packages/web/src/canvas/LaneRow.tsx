// One lane of a map: its name at the side and those of its places that are in sight.
import { ownersAt, wordsOfOwner } from '@lotse/core/atlas'
import type { AtlasRecord } from '@lotse/protocol'
import { memo } from 'react'
import { useWords } from '../words/use.ts'
import { Cell, GuestMark } from './Cell.tsx'
import { CellEditor } from './CellEditor.tsx'
import { CurveRow } from './CurveRow.tsx'
import css from './canvas.module.css'
import { KindSign } from './KindSign.tsx'
import { LaneIcon } from './LaneIcon.tsx'
import { isCurve, LANES_TOP_PX, type LaneType, type Row } from './layout.ts'
import { faceOf, pictureOf } from './pictures.ts'
import { guestAt } from './presence.ts'
import { type Chip, drawn, elementId, inArea, type RowGiven, type Scene } from './scene.ts'
import { HEAD } from './spots.ts'
import { personaOf } from './structure.ts'
import { TalkMark } from './TalkMark.tsx'
import { nameIn, spokenIn, textIn } from './texts.ts'

/** The row. */
export const LaneRow = memo(function LaneRow(given: RowGiven) {
  const { scene, row, at, columns, activeCol } = given
  const place = { top: row.top - LANES_TOP_PX, height: row.height, width: scene.layout.width }
  return (
    <div
      role="row"
      aria-rowindex={at + 1}
      className={css.row}
      data-type={row.type}
      data-editing={given.editingCol !== null}
      style={place}
    >
      <LaneName
        scene={scene}
        row={row}
        selected={inArea(given.area, at, -1)}
        active={activeCol === -1}
        editing={given.editingCol === -1}
      />
      {isCurve(row.type) ? (
        <CurveRow {...given} />
      ) : (
        drawn(columns, activeCol, scene.layout.columns.length).map((n) => (
          <PlaceOf
            key={scene.layout.columns[n]?.id}
            scene={scene}
            row={row}
            n={n}
            active={activeCol === n}
            selected={inArea(given.area, at, n)}
            editing={given.editingCol === n}
          />
        ))
      )}
    </div>
  )
})

type PlaceGiven = Pick<RowGiven, 'scene' | 'row'> & {
  readonly n: number
  readonly active: boolean
  readonly selected: boolean
  readonly editing: boolean
}

/** A place; while one scrolls, those that stay in sight are not even looked up. */
const PlaceOf = memo(function PlaceOf({ scene, row, n, active, selected, editing }: PlaceGiven) {
  const { layout, language, gridId } = scene
  const column = layout.columns[n]
  if (column === undefined) return null
  const cell = layout.map.cell(column.id, row.id)
  const { text, foreign } = textIn(cell, 'text', language)
  return (
    <Cell
      id={elementId(gridId, row.id, column.id)}
      row={row.id}
      col={column.id}
      at={n + 2}
      left={layout.headPx + n * layout.columnPx}
      last={layout.columns[n + 1]?.phase !== column.phase}
      words={wordsIn(row.type, text, { scene, step: column.id })}
      foreign={foreign}
      chips={chipsAt(scene, column.id, row.id)}
      picture={row.type === 'image' ? pictureOf(cell, language, scene.pictures) : null}
      active={active}
      selected={selected}
      editing={editing}
      mayEdit={scene.mayEdit}
      guest={guestAt(scene.guests, row.id, column.id)}
    />
  )
})

/** What a place says; some lanes say by themselves what nobody wrote. */
function wordsIn(type: Row['type'], text: string, { scene, step }: { scene: Scene; step: string }): string {
  if (type === 'owner') return wordsOfOwner(text, ownersAt({ ...scene, map: scene.layout.map }, step))
  if (type === 'handover' && text === '') return scene.layout.handovers.get(step) ?? ''
  const here = type === 'live' ? scene.here.get(step) : undefined
  return here === undefined ? text : String(here)
}

const NONE: readonly Chip[] = []

function chipsAt({ layout, records, language, pictures }: Scene, step: string, lane: string): readonly Chip[] {
  const placed = layout.map.placed(step, lane)
  if (placed.length === 0) return NONE
  return placed.flatMap(({ id, fields }) => {
    const item = records.get(String(fields['item']))
    if (item === undefined || item.removed) return []
    const mark = item.fields['sort'] ?? item.fields['fulfilment'] ?? item.fields['state']
    const said = typeof mark === 'string' ? mark : ''
    return [{ id, name: nameIn(item, language), kind: item.kind, mark: said, face: faceOf(item, pictures) }]
  })
}

type NameGiven = Pick<RowGiven, 'scene' | 'row'> & {
  readonly active: boolean
  readonly selected: boolean
  readonly editing: boolean
}

const LaneName = memo(function LaneName({ scene, row, active, selected, editing }: NameGiven) {
  const { t, f } = useWords()
  const { lane } = row
  const shown = textIn(lane ?? undefined, 'name', scene.language)
  const { text, foreign } = shown
  const whose = lane === null ? undefined : scene.records.get(personaOf(lane) ?? '')
  const guest = guestAt(scene.guests, row.id, HEAD)
  return (
    <div
      role="rowheader"
      id={elementId(scene.gridId, row.id, HEAD)}
      aria-colindex={1}
      aria-selected={selected || active}
      className={css.head}
      data-row={row.id}
      data-col={HEAD}
      data-active={active}
      data-selected={selected}
    >
      <span className={css.laneIcon}>
        <LaneIcon type={row.type as LaneType} />
      </span>
      {editing ? (
        <CellEditor />
      ) : (
        <span className={css.laneName} data-content={scene.mayEdit}>
          <bdi lang={spokenIn(shown, f.language)} data-foreign={foreign}>
            {text === '' ? t(`map.lane.${row.type as 'text'}`) : text}
          </bdi>
          {whose === undefined ? null : <Whose persona={whose} scene={scene} />}
        </span>
      )}
      {guest === null ? null : <GuestMark guest={guest} />}
      <TalkMark of={row.id} row={row.id} col={HEAD} />
    </div>
  )
})

/** Whose feelings a lane shows. */
function Whose({ persona, scene }: { readonly persona: AtlasRecord; readonly scene: Scene }) {
  const face = faceOf(persona, scene.pictures)
  return (
    <span className={css.whose}>
      {face === undefined ? null : <KindSign kind="persona" face={face} size={13} />}
      <bdi className={css.under}>{nameIn(persona, scene.language)}</bdi>
    </span>
  )
}
