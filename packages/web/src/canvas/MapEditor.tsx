// A journey as a map to work in: the grid with keys, pointer and clipboard, and the tools above it. Reaches the server through its session alone.
import type { AtlasKind, AtlasRecord } from '@lotse/protocol'
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react'
import { useWords } from '../words/use.ts'
import { ActsContext, EditingContext } from './acts.ts'
import css from './canvas.module.css'
import { copied, pasted } from './clipboard.ts'
import { Grid } from './Grid.tsx'
import { type Layout, layoutOf } from './layout.ts'
import { useSteered } from './marks.ts'
import type { Over } from './over.ts'
import { holdsPicture, PicturesContext, pictureIn } from './pictures.ts'
import { type Guest, guestsBySpot } from './presence.ts'
import type { Session } from './session.ts'
import { areaOf, type Spot } from './spots.ts'
import { Toolbar } from './Toolbar.tsx'
import { type Editor, useEditor } from './use-editor.ts'
import { useWidth } from './use-frame.ts'
import { useKeys } from './use-keys.ts'
import { usePointer } from './use-pointer.ts'
import { useZoom } from './use-zoom.ts'

/** What a map is given. */
type MapGiven = {
  readonly session: Session
  readonly journey: string
  readonly title: string
  /** The language of what is written. */
  readonly language: string
  readonly mayEdit: boolean
  readonly guests: readonly Guest[]
  /** How many customers are at a step now; none of the steps that are not measured. */
  readonly here: ReadonlyMap<string, number>
  readonly unitName: (id: string) => string | undefined
  readonly look: (kinds: readonly AtlasKind[], find: string) => Promise<readonly AtlasRecord[]>
  readonly newId: () => string
  /** The step to stand at in the beginning. */
  readonly startAt?: string | undefined
  /** Is told where one is. */
  readonly onSpot: (spot: Spot) => void
  /** Opens what is known of a step, a phase or a lane. */
  readonly openDetails: (id: string) => void
  /** Says what went wrong. */
  readonly tell: (failure: unknown) => void
  /** What lies between the heads of steps and the lanes. */
  readonly over?: Over | undefined
  /** More tools at the end of the bar. */
  readonly tools?: ReactNode
}

/** The map. */
export function MapEditor(given: MapGiven) {
  const { session, journey, language, mayEdit, guests, unitName } = given
  const { t } = useWords()
  const shown = useSyncExternalStore(session.watch, session.now)
  const grid = useRef<HTMLDivElement>(null)
  const width = useWidth(grid)
  const overPx = given.over?.px ?? 0
  const layout = useMemo(
    () => layoutOf(shown.records.values(), language, { windowPx: width, unitName, overPx }),
    [shown.records, language, width, unitName, overPx],
  )
  const marks = { line: useRef<HTMLDivElement>(null), ghost: useRef<HTMLDivElement>(null) }
  const zoom = useZoom(grid, layout)
  const pictures = useContext(PicturesContext)
  const editor = useEditor({ ...given, layout, grid, pictures })
  useStart(given.startAt, layout, editor)
  useSteered(editor.acts.select)
  const keys = useKeys({ ...given, layout, editor })
  const pointer = usePointer({ grid, marks, editor, layout, zoom: zoom.factor, journey, mayEdit })
  const at = editor.selection.at
  const told = useRef<Spot | null>(null)
  const { onSpot } = given
  useEffect(() => {
    if (told.current?.row === at.row && told.current.col === at.col) return
    told.current = at
    onSpot(at)
  }, [at, onSpot])
  const bySpot = useMemo(() => guestsBySpot(guests), [guests])
  const seen = { records: shown.records, guests: bySpot, here: given.here }
  return (
    <ActsContext value={editor.acts}>
      <EditingContext value={editor.editing}>
        <div className={css.map}>
          <Toolbar
            layout={layout}
            editor={editor}
            session={session}
            shown={shown}
            zoom={zoom}
            mayEdit={mayEdit}
            making={{ journey, newId: given.newId }}
            tools={given.tools}
          />
          <Grid
            grid={grid}
            marks={marks}
            label={given.title}
            description={t(mayEdit ? 'map.howTo' : 'map.howToRead')}
            scene={{ layout, language, mayEdit, pictures, unitName, ...seen }}
            over={given.over}
            zoom={zoom.factor}
            selection={editor.selection}
            editing={editor.editing}
            onKeyDown={(event: KeyboardEvent<HTMLElement>) => keys(event)}
            onPointerDown={pointer}
            onDoubleClick={(spot) => editor.acts.begin(spot)}
            onClipboard={(event) => void onClipboard(event, given, editor)}
            onFile={(spot, file) => (holdsPicture(layout, spot) ? editor.acts.begin(spot, file) : undefined)}
          />
        </div>
      </EditingContext>
    </ActsContext>
  )
}

/** Goes to the step that the address named when the map was opened. */
function useStart(step: string | undefined, layout: Layout, { acts }: Editor): void {
  const wanted = useRef(step)
  useEffect(() => {
    if (wanted.current === undefined || !layout.columnAt.has(wanted.current)) return
    acts.select({ row: 'steps', col: wanted.current })
    wanted.current = undefined
  }, [layout, acts])
}

/** Copies, cuts and pastes tables. What is being written has a clipboard of its own. */
async function onClipboard(event: ClipboardEvent<HTMLElement>, given: MapGiven, editor: Editor): Promise<void> {
  if (editor.editing !== null) return
  const { session, journey, language, mayEdit, newId, look, tell } = given
  const { records } = session.now()
  const layout = editor.acts.layout()
  const area = areaOf(layout, editor.selection)
  event.preventDefault()
  const picture = pictureIn(event.clipboardData.files)
  if (event.type === 'paste' && picture !== undefined && holdsPicture(layout, editor.selection.at))
    return editor.acts.begin(editor.selection.at, picture)
  if (event.type !== 'paste') {
    const done = copied(layout, area, { language, records, journey })
    event.clipboardData.setData('text/plain', done.text)
    if (event.type === 'cut' && mayEdit) editor.acts.edit(done.cleared)
    return
  }
  if (!mayEdit) return
  const text = event.clipboardData.getData('text/plain')
  try {
    const found = await pasted(text, { at: editor.selection, language, look, layout: editor.acts.layout })
    editor.acts.edit(found({ journey, newId }))
  } catch (failure) {
    tell(failure)
  }
}
