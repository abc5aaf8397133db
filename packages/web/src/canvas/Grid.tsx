// The map itself: a grid that scrolls both ways under phases and beside names that stay, of which only what is in sight exists. Hands keys, pointer
// and clipboard on.
import {
  type ClipboardEvent,
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import type { Editing } from './acts.ts'
import css from './canvas.module.css'
import { HeadRows } from './HeadRows.tsx'
import { LaneRow } from './LaneRow.tsx'
import { LANES_TOP_PX, type Layout } from './layout.ts'
import type { Over } from './over.ts'
import { pictureIn } from './pictures.ts'
import { drawn, elementId, type Scene } from './scene.ts'
import { areaOf, HEAD, isWide, numbersOf, type Selection, type Spot } from './spots.ts'
import type { Staged } from './staging.ts'
import { useSight } from './use-frame.ts'

type Given = {
  readonly grid: RefObject<HTMLDivElement | null>
  readonly marks: { readonly line: RefObject<HTMLDivElement | null>; readonly ghost: RefObject<HTMLDivElement | null> }
  readonly label: string
  readonly description: string
  readonly scene: Omit<Scene, 'gridId'>
  readonly over?: Over | undefined
  readonly zoom: number
  readonly selection: Selection
  readonly editing: Editing | null
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  readonly onPointerDown: (event: PointerEvent<HTMLElement>, spot: Spot) => void
  readonly onDoubleClick: (spot: Spot) => void
  readonly onClipboard: (event: ClipboardEvent<HTMLElement>) => void
  /** A picture was dropped at a place. */
  readonly onFile: (spot: Spot, file: File) => void
}

const spotUnder = (target: EventTarget): Spot | null => {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-row][data-col]') : null
  const { row, col } = element?.dataset ?? {}
  return row === undefined || col === undefined ? null : { row, col }
}

/** The grid. */
export function Grid(given: Given) {
  const { grid, scene: shared, zoom, selection, editing } = given
  const gridId = useId()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a scene is the same while its parts are.
  const scene = useMemo(() => ({ ...shared, gridId }), [...Object.values(shared), gridId])
  const { layout } = scene
  const { staged, look } = useSight(grid, layout, zoom)
  useRevealed(grid, { layout, zoom, active: numbersOf(layout, selection.at), spot: selection.at })
  return (
    <div className={css.window}>
      <div
        ref={grid}
        role="grid"
        tabIndex={0}
        aria-label={given.label}
        aria-description={given.description}
        aria-rowcount={layout.rows.length}
        aria-colcount={layout.columns.length + 1}
        aria-multiselectable
        aria-readonly={!scene.mayEdit}
        aria-activedescendant={elementId(gridId, selection.at.row, selection.at.col)}
        className={css.grid}
        onScroll={look}
        onKeyDown={given.onKeyDown}
        onPointerDown={(event) => {
          const spot = spotUnder(event.target)
          if (spot !== null) given.onPointerDown(event, spot)
        }}
        onDoubleClick={(event) => {
          const spot = spotUnder(event.target)
          if (spot !== null) given.onDoubleClick(spot)
        }}
        onDragOver={(event) => {
          // Without this the browser would leave the page for the picture.
          if (event.dataTransfer.types.includes('Files')) event.preventDefault()
        }}
        onDrop={(event) => {
          event.preventDefault()
          const [spot, file] = [spotUnder(event.target), pictureIn(event.dataTransfer.files)]
          if (spot !== null && file !== undefined) given.onFile(spot, file)
        }}
        onCopy={given.onClipboard}
        onCut={given.onClipboard}
        onPaste={given.onClipboard}
      >
        <Sheet scene={scene} over={given.over} zoom={zoom} selection={selection} editing={editing} staged={staged} />
      </div>
      <div ref={given.marks.line} className={css.dropMark} hidden />
      <div ref={given.marks.ghost} className={css.ghost} hidden />
    </div>
  )
}

type Where = {
  readonly layout: Layout
  readonly zoom: number
  readonly active: { readonly row: number; readonly col: number }
  readonly spot: Spot
}

type SheetGiven = {
  readonly scene: Scene
  readonly over: Over | undefined
  readonly zoom: number
  readonly selection: Selection
  readonly editing: Editing | null
  readonly staged: Staged
}

/** All rows that are in sight. */
function Sheet({ scene, over, zoom, selection, editing, staged }: SheetGiven) {
  const { layout } = scene
  const active = numbersOf(layout, selection.at)
  const area = areaOf(layout, selection)
  const wide = isWide(area) ? area : null
  const writing = editing === null ? null : numbersOf(layout, editing.spot)
  const rows = drawn(staged.rows, active.row < 2 ? null : active.row, layout.rows.length)
  return (
    <div role="presentation" className={css.sheet} lang={scene.language} style={sheetStyle(layout, zoom)}>
      <HeadRows
        scene={scene}
        columns={staged.even}
        area={wide}
        activeRow={active.row < 2 && active.col >= 0 ? active.row : -1}
        activeCol={active.row < 2 ? active.col : -1}
        editingRow={writing !== null && writing.row < 2 ? writing.row : null}
      />
      {over === undefined ? null : (
        <div className={css.over} style={{ top: LANES_TOP_PX }} aria-hidden>
          {over.draw(layout)}
        </div>
      )}
      <div role="rowgroup" className={css.body} style={{ height: layout.height - LANES_TOP_PX }}>
        {rows.map((at) => {
          const row = layout.rows[at]
          return row === undefined ? null : (
            <LaneRow
              key={row.id}
              scene={scene}
              row={row}
              at={at}
              columns={at % 2 === 0 ? staged.even : staged.odd}
              area={wide !== null && at >= wide.top && at <= wide.bottom ? wide : null}
              activeCol={active.row === at ? active.col : null}
              editingCol={writing?.row === at ? writing.col : null}
            />
          )
        })}
      </div>
    </div>
  )
}

const sheetStyle = ({ width, height, columnPx, headPx }: Layout, zoom: number): CSSProperties =>
  ({ zoom, width, height, '--column': `${columnPx}px`, '--head': `${headPx}px` }) as CSSProperties

/** Brings the active place into sight when one goes there, and leaves the map alone when others move things. */
function useRevealed(grid: RefObject<HTMLDivElement | null>, { layout, zoom, active, spot }: Where): void {
  const before = useRef(spot)
  useLayoutEffect(() => {
    const element = grid.current
    if (element === null || before.current === spot) return
    before.current = spot
    const row = layout.rows[active.row]
    if (row === undefined) return
    const reach = (from: number, to: number, start: number, size: number, scrolled: number): number => {
      if (from < scrolled + start) return Math.max(0, from - start)
      return to > scrolled + size ? to - size : scrolled
    }
    if (active.row > 1)
      element.scrollTop =
        reach(row.top, row.top + row.height, LANES_TOP_PX, element.clientHeight / zoom, element.scrollTop / zoom) * zoom
    if (spot.col === HEAD) return
    const { headPx, columnPx } = layout
    const left = headPx + active.col * columnPx
    element.scrollLeft =
      reach(left, left + columnPx, headPx, element.clientWidth / zoom, element.scrollLeft / zoom) * zoom
  }, [grid, layout, zoom, active, spot])
}
