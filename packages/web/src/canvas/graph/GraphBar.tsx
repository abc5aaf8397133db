// The tools above a graph of steps: what can be done at the step where one is, the way back, and how large it is shown.
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowNarrowRight,
  IconInfoSquareRounded,
  IconPencil,
  IconPlus,
  IconTrash,
  IconZoomIn,
  IconZoomOut,
  IconZoomScan,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Button } from '../../parts/Button.tsx'
import { useWords } from '../../words/use.ts'
import css from '../canvas.module.css'
import type { Session, Shown } from '../session.ts'
import { Tool } from '../Toolbar.tsx'
import type { Zoom } from '../use-zoom.ts'
import type { Graph } from './use-graph.ts'

type Given = {
  readonly graph: Graph
  readonly session: Session
  readonly shown: Shown
  readonly zoom: Zoom
  readonly mayEdit: boolean
  readonly details: (id: string) => void
  readonly tools: ReactNode
}

/** The bar. */
export function GraphBar({ graph, session, shown, zoom, mayEdit, details, tools }: Given) {
  const { t } = useWords()
  const { at } = graph
  return (
    <div className={css.bar} role="toolbar" aria-label={t('map.tools')}>
      {mayEdit ? <Working graph={graph} /> : null}
      {at === null ? null : <Tool label={t('graph.details')} icon={IconInfoSquareRounded} act={() => details(at)} />}
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

/** What can be done at the step where one is. */
function Working({ graph }: { graph: Graph }) {
  const { t } = useWords()
  const { at, from } = graph
  const connecting = from !== null
  return (
    <>
      <Button onClick={graph.add}>
        <IconPlus size={16} stroke={1.7} aria-hidden />
        {t('map.addStep')}
      </Button>
      <Button
        onClick={() => (connecting || at === null ? graph.stop() : graph.begin(at))}
        disabled={at === null}
        aria-pressed={connecting}
      >
        <IconArrowNarrowRight size={16} stroke={1.7} aria-hidden />
        {t(connecting ? 'graph.stop' : 'graph.connect')}
      </Button>
      {at === null ? null : (
        <>
          <Tool label={t('graph.rename')} icon={IconPencil} act={() => graph.rename(at)} />
          <Tool label={t('graph.remove')} icon={IconTrash} act={() => graph.remove(at)} />
        </>
      )}
    </>
  )
}
