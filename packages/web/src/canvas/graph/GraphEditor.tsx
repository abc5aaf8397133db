// The steps of a journey as a graph that lays itself out: boxes by phase, ways between them, and what customers did where somebody knows it. Reaches the
// server through its session alone.
import type { AtlasRecord } from '@lotse/protocol'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { useWords } from '../../words/use.ts'
import canvasCss from '../canvas.module.css'
import { layoutOf } from '../layout.ts'
import type { Session } from '../session.ts'
import type { Spot } from '../spots.ts'
import { useZoom } from '../use-zoom.ts'
import { GraphBar } from './GraphBar.tsx'
import { GraphEmpty } from './GraphEmpty.tsx'
import { Sheet } from './GraphSheet.tsx'
import { drawingOf, reachable } from './geometry.ts'
import css from './graph.module.css'
import { hintsOf } from './hints.ts'
import { type GraphWish, graphWish } from './keys.ts'
import { neighbour } from './neighbour.ts'
import type { RealOver } from './over.ts'
import { keyOf, placed } from './placing.ts'
import type { GraphScene } from './scene.ts'
import { endsOf } from './signs.ts'
import { type Graph, useGraph } from './use-graph.ts'
import { useHint } from './use-hint.ts'
import { areImplied, designedWays, drawnOut, wordsOf } from './ways.ts'

/** What a graph is given. */
type GraphGiven = {
  readonly session: Session
  readonly journey: string
  readonly title: string
  /** The language of what is written. */
  readonly language: string
  readonly mayEdit: boolean
  readonly newId: () => string
  readonly startAt: string | undefined
  /** The way that is shown beside the graph. */
  readonly chosen: string | undefined
  /** Opens what is known of a step or a way; null: nothing more is. */
  readonly openDetails: ((id: string) => void) | null
  /** Is told where one is. */
  readonly onSpot: (spot: Spot) => void
  readonly over: RealOver | null
  readonly tools: ReactNode
}

/** The graph. */
export function GraphEditor(given: GraphGiven) {
  const { session, language, mayEdit } = given
  const shown = useSyncExternalStore(session.watch, session.now)
  const frame = useRef<HTMLElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const { records } = shown
  const scene = useScene(given, records)
  const graph = useGraph({ ...given, ...scene, records, sheet })
  const zoom = useZoom(frame, scene.drawing)
  const { at } = graph
  const { onSpot } = given
  useEffect(() => (at === null ? undefined : onSpot({ row: 'steps', col: at })), [at, onSpot])
  const making = { journey: given.journey, newId: given.newId }
  const hint = useHint({ graph, records, language, implied: mayEdit && areImplied(scene.ways) })
  return (
    <div className={canvasCss.map}>
      <GraphBar
        {...{ graph, session, shown, zoom, mayEdit }}
        put={scene.hints.size > 0}
        details={given.openDetails}
        tools={given.tools}
      />
      {scene.layout.map.steps.length === 0 ? (
        <GraphEmpty add={mayEdit ? graph.add : null} />
      ) : (
        <Sheet
          frame={frame}
          sheet={sheet}
          scene={scene}
          graph={graph}
          zoom={zoom.factor}
          onKeyDown={(event) => onKeyDown(event, { given, graph, scene })}
        />
      )}
      {hint === null ? null : (
        <div className={css.hint} role="status">
          {hint.text}
          {hint.mayDraw ? (
            <button type="button" onClick={() => session.edit(drawnOut({ ...making, ways: scene.ways, records }))}>
              {hint.action}
            </button>
          ) : null}
        </div>
      )}
    </div>
  )
}

/** All that is drawn. */
function useScene(given: GraphGiven, records: ReadonlyMap<string, AtlasRecord>): GraphScene {
  const { language, mayEdit, over, chosen, title, openDetails } = given
  const { t } = useWords()
  const layout = useMemo(() => layoutOf(records.values(), language), [records, language])
  const ways = useMemo(() => designedWays(layout), [layout])
  const arcs = useMemo(() => {
    const drawn = new Set(ways.map(keyOf))
    return over?.ways.filter((way) => way.count > 0 && !drawn.has(keyOf(way))) ?? []
  }, [over, ways])
  const words = useMemo(() => wordsOf(ways, language), [ways, language])
  const graph = useMemo(
    () =>
      placed(
        layout.map.phases.map(({ phase, steps }) => ({ id: phase.id, steps: steps.map(({ id }) => id) })),
        ways,
      ),
    [layout, ways],
  )
  const hints = useMemo(() => hintsOf(layout.map.steps), [layout])
  const drawing = useMemo(
    () => drawingOf(graph, { said: new Set(words.keys()), arcs: arcs.length > 0, hints }),
    [graph, words, arcs, hints],
  )
  const ends = useMemo(() => endsOf(layout.map.steps, ways), [layout, ways])
  const unnamed = t('map.unnamedStep')
  return {
    layout,
    records,
    language,
    mayEdit,
    title,
    ways,
    words,
    graph,
    drawing,
    hints,
    ends,
    over,
    arcs,
    chosen,
    unnamed,
    openDetails,
  }
}

type Held = { readonly given: GraphGiven; readonly graph: Graph; readonly scene: GraphScene }

function onKeyDown(event: KeyboardEvent<HTMLElement>, held: Held): void {
  if (event.defaultPrevented || event.nativeEvent.isComposing) return
  const { key, altKey: alt, shiftKey: shift } = event
  const wish = graphWish({ key, alt, shift, mod: event.ctrlKey || event.metaKey })
  // Escape belongs to whatever is around while nothing is being drawn.
  if (wish === undefined || (wish.do === 'stop' && held.graph.from === null)) return
  event.preventDefault()
  event.stopPropagation()
  grant(wish, held)
}

function grant(wish: GraphWish, { given, graph, scene }: Held): void {
  const { at, from } = graph
  if (wish.do === 'undo') return given.session.undo()
  if (wish.do === 'redo') return given.session.redo()
  if (wish.do === 'stop') return graph.stop()
  if (at === null) return
  switch (wish.do) {
    case 'go':
      return graph.go(neighbour(reachable(scene.graph, scene.drawing, scene.hints), at, wish.to))
    case 'details':
      return given.openDetails?.(at)
    case 'rename':
      return from === null ? graph.rename(at) : graph.connect(from, at)
    case 'connect':
      return from === null ? graph.begin(at) : graph.connect(from, at)
    case 'add':
      return given.mayEdit ? graph.add() : undefined
    case 'remove':
      return given.mayEdit ? graph.remove(at) : undefined
    case 'nudge':
      return given.mayEdit ? graph.put(at, nudged(scene, at, wish.by)) : undefined
    case 'shift':
      return given.mayEdit ? graph.shift(at, wish.by) : undefined
  }
}

/** Where a step comes to stand that goes so far. */
function nudged({ drawing }: GraphScene, step: string, [across, down]: readonly [number, number]) {
  const { left, top } = drawing.at(step)
  return { left: left + across, top: top + down }
}
