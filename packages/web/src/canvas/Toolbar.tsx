// The tools above a map: what can be added, the way back, how large it is shown, and whether all is kept.
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconColumnInsertRight,
  IconTableColumn,
  IconZoomIn,
  IconZoomOut,
  IconZoomScan,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { useWords } from '../words/use.ts'
import css from './canvas.module.css'
import { LaneMenu } from './LaneMenu.tsx'
import type { Layout } from './layout.ts'
import { inserted } from './moving.ts'
import type { Session, Shown } from './session.ts'
import { HEAD } from './spots.ts'
import type { Making } from './structure.ts'
import type { Editor } from './use-editor.ts'
import type { Zoom } from './use-zoom.ts'

type Given = BarGiven & {
  readonly layout: Layout
  readonly editor: Editor
  readonly making: Making
}

type BarGiven = {
  readonly session: Session
  readonly shown: Shown
  readonly zoom: Zoom
  readonly mayEdit: boolean
  readonly tools?: ReactNode
  readonly children?: ReactNode
}

/** The bar above a map. */
export function Toolbar(given: Given) {
  const { mayEdit } = given
  return <Bar {...given}>{mayEdit ? <Adding {...given} /> : null}</Bar>
}

/** The bar, whatever is drawn below it. @param children - what can be done there. */
export function Bar({ session, shown, zoom, mayEdit, tools, children }: BarGiven) {
  const { t } = useWords()
  return (
    <div className={css.bar} role="toolbar" aria-label={t('map.tools')}>
      {children}
      {mayEdit ? (
        <>
          <Tool label={t('map.undo')} icon={IconArrowBackUp} act={session.undo} off={!shown.mayUndo} />
          <Tool label={t('map.redo')} icon={IconArrowForwardUp} act={session.redo} off={!shown.mayRedo} />
          <span className={css.kept} role="status">
            {t(shown.waiting > 0 ? 'map.keeping' : 'map.kept')}
          </span>
        </>
      ) : null}
      <span className={css.room} />
      {tools}
      <Tool label={t('map.smaller')} icon={IconZoomOut} act={zoom.smaller} />
      <button type="button" className={css.factor} title={t('map.whole')} onClick={zoom.whole}>
        {t('map.factor', { percent: Math.round(zoom.factor * 100) })}
      </button>
      <Tool label={t('map.larger')} icon={IconZoomIn} act={zoom.larger} />
      <Tool label={t('map.fit')} icon={IconZoomScan} act={zoom.fit} />
    </div>
  )
}

type ToolGiven = {
  readonly label: string
  readonly icon: TablerIcon
  readonly act: () => void
  readonly off?: boolean
  readonly on?: boolean
}

/** A tool: a sign with a name. */
export function Tool({ label, icon: Sign, act, off = false, on }: ToolGiven) {
  return (
    <button
      type="button"
      className={css.tool}
      aria-label={label}
      title={label}
      disabled={off}
      {...(on === undefined ? {} : { 'aria-pressed': on })}
      onClick={act}
    >
      <Sign size={17} stroke={1.7} aria-hidden />
    </button>
  )
}

function Adding({ layout, editor, making }: Given) {
  const { t } = useWords()
  const { at } = editor.selection
  const add = (row: string, col: string) => {
    const { edits, spot } = inserted(layout, { row, col }, making)
    editor.acts.edit(edits)
    editor.acts.select(spot)
    editor.acts.begin(spot)
  }
  const lastCol = layout.columns.at(-1)?.id ?? HEAD
  const col = at.col === HEAD ? lastCol : at.col
  return (
    <>
      <Button onClick={() => add('steps', col)} disabled={layout.columns.length === 0}>
        <IconColumnInsertRight size={16} stroke={1.7} aria-hidden />
        {t('map.addStep')}
      </Button>
      <Button onClick={() => add('phases', col)}>
        <IconTableColumn size={16} stroke={1.7} aria-hidden />
        {t('map.addPhase')}
      </Button>
      <LaneMenu layout={layout} editor={editor} making={making} />
    </>
  )
}
