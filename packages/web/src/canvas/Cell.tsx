// One place of a map: words and what the library put there. Draws what it is given and is drawn anew only when that is different.
import { memo } from 'react'
import { CellEditor } from './CellEditor.tsx'
import css from './canvas.module.css'
import { KindSign } from './KindSign.tsx'
import { isSentence } from './layout.ts'
import type { ShownPicture } from './pictures.ts'
import type { Guest } from './presence.ts'
import type { Chip } from './scene.ts'
import { TalkMark } from './TalkMark.tsx'
import { Words } from './Words.tsx'

/** What a place shows. */
type Face = {
  readonly id: string
  readonly row: string
  readonly col: string
  /** Its number among the columns, from 1. */
  readonly at: number
  readonly left: number
  /** Whether its phase ends here. */
  readonly last: boolean
  readonly words: string
  readonly foreign: boolean
  readonly chips: readonly Chip[]
  readonly picture: ShownPicture | null
  readonly active: boolean
  readonly selected: boolean
  readonly editing: boolean
  readonly mayEdit: boolean
  readonly guest: Guest | null
}

/** The place. */
export const Cell = memo(function Cell(face: Face) {
  const { words, foreign, chips, picture, editing } = face
  return (
    <div
      role="gridcell"
      id={face.id}
      aria-colindex={face.at}
      aria-selected={face.selected || face.active}
      className={css.cell}
      data-row={face.row}
      data-col={face.col}
      data-active={face.active}
      data-selected={face.selected}
      data-editing={editing}
      data-last={face.last}
      style={{ left: face.left }}
    >
      {editing ? (
        <CellEditor chips={chips} />
      ) : (
        <>
          {picture === null ? null : (
            <img className={css.picture} src={picture.src} alt={picture.alt} loading="lazy" draggable={false} />
          )}
          {words === '' ? null : (
            <bdi
              className={css.words}
              lang={foreign ? '' : undefined}
              data-foreign={foreign}
              data-content={face.mayEdit}
            >
              <Words text={words} />
            </bdi>
          )}
          {chips.map((chip) => (
            <ChipFace key={chip.id} chip={chip} grip={face.mayEdit} />
          ))}
        </>
      )}
      {face.guest === null ? null : <GuestMark guest={face.guest} />}
      <TalkMark of={`${face.col}/${face.row}`} row={face.row} col={face.col} />
    </div>
  )
}, sameFace)

function ChipFace({ chip: { name, kind, mark, face }, grip }: { chip: Chip; grip: boolean }) {
  return (
    <span className={css.chip} data-kind={kind} data-mark={mark} data-sentence={isSentence(kind)} data-content={grip}>
      <KindSign kind={kind} face={face} size={13} />
      <bdi className={css.chipName}>
        <Words text={name} />
      </bdi>
    </span>
  )
}

/** The frame of somebody else who is at a place. */
export function GuestMark({ guest: { name, initials, hue } }: { guest: Guest }) {
  return (
    <span className={css.guest} data-hue={hue} title={name}>
      <span aria-hidden>{initials}</span>
      <span className="visually-hidden">{name}</span>
    </span>
  )
}

const chipKey = (chips: readonly Chip[]): string =>
  chips.map(({ id, name, mark, face }) => `${id} ${mark} ${face} ${name}`).join('\n')

function sameFace(a: Face, b: Face): boolean {
  return (
    a.id === b.id &&
    a.left === b.left &&
    a.last === b.last &&
    a.words === b.words &&
    a.foreign === b.foreign &&
    a.active === b.active &&
    a.selected === b.selected &&
    a.editing === b.editing &&
    a.mayEdit === b.mayEdit &&
    a.guest === b.guest &&
    a.picture?.src === b.picture?.src &&
    a.picture?.alt === b.picture?.alt &&
    (a.chips === b.chips || chipKey(a.chips) === chipKey(b.chips))
  )
}
