// The sheet of a graph: heads of phases, ways below, steps upon them, one list of steps for each phase for who listens. Pulls ways from step to step.
import { type KeyboardEvent, type PointerEvent, type RefObject, useRef } from 'react'
import { useWords } from '../../words/use.ts'
import { nameIn } from '../texts.ts'
import { GraphNode } from './GraphNode.tsx'
import { GraphWays } from './GraphWays.tsx'
import { NODE_HEIGHT, NODE_WIDTH } from './geometry.ts'
import css from './graph.module.css'
import type { GraphScene } from './scene.ts'
import type { Graph } from './use-graph.ts'

type Given = {
  readonly frame: RefObject<HTMLElement | null>
  readonly sheet: RefObject<HTMLDivElement | null>
  readonly scene: GraphScene
  readonly graph: Graph
  readonly zoom: number
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

/** The sheet. */
export function Sheet({ frame, sheet, scene, graph, zoom, onKeyDown }: Given) {
  const { t } = useWords()
  const { layout, drawing, language, title } = scene
  const band = useRef<SVGPathElement>(null)
  const pull = usePull({ sheet, band, scene, graph, zoom })
  return (
    <section
      ref={frame}
      className={css.scroll}
      aria-label={title}
      aria-description={t(scene.mayEdit ? 'graph.howTo' : 'graph.howToRead')}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys are those of the steps inside, which have the focus. */}
      <div
        ref={sheet}
        className={css.sheet}
        lang={language}
        style={{ width: drawing.width, height: drawing.height, zoom }}
        onKeyDown={onKeyDown}
      >
        <GraphWays scene={scene} band={band} />
        {layout.map.phases.map(({ phase, steps }, at) => {
          const place = drawing.bands[at]
          const name = nameIn(phase, language) || t('map.unnamedPhase')
          return (
            <section key={phase.id} aria-label={name}>
              <h2 className={css.phase} style={{ left: place?.left ?? 0, width: place?.width ?? 0 }}>
                <bdi>{name}</bdi>
              </h2>
              {steps.length === 0 ? null : (
                <ol>
                  {steps.map((step) => (
                    <GraphNode key={step.id} scene={scene} graph={graph} step={step} pull={pull} />
                  ))}
                </ol>
              )}
            </section>
          )
        })}
      </div>
    </section>
  )
}

type Pulling = Omit<Given, 'onKeyDown' | 'frame'> & { readonly band: RefObject<SVGPathElement | null> }

/** Pulls a way from the handle of a step; let go over another step it connects the two. */
function usePull({ sheet, band, scene, graph, zoom }: Pulling) {
  return (event: PointerEvent<HTMLElement>, step: string): void => {
    const place = scene.graph.places.find(({ id }) => id === step)
    const [line, ground] = [band.current, sheet.current]
    if (event.button !== 0 || place === undefined || line === null || ground === null) return
    event.preventDefault()
    event.stopPropagation()
    const handle = event.currentTarget
    handle.setPointerCapture(event.pointerId)
    const [x, y] = [scene.drawing.left(place.column) + NODE_WIDTH, scene.drawing.top(place.row) + NODE_HEIGHT / 2]
    const move = (to: globalThis.PointerEvent) => {
      const box = ground.getBoundingClientRect()
      line.setAttribute('d', `M${x} ${y}L${(to.clientX - box.left) / zoom} ${(to.clientY - box.top) / zoom}`)
    }
    const end = (to: globalThis.PointerEvent) => {
      handle.removeEventListener('pointermove', move)
      handle.removeEventListener('pointerup', end)
      handle.removeEventListener('pointercancel', end)
      line.setAttribute('d', '')
      const target = to.type === 'pointerup' ? stepUnder(to.clientX, to.clientY) : undefined
      if (target !== undefined && target !== step) graph.connect(step, target)
    }
    handle.addEventListener('pointermove', move)
    handle.addEventListener('pointerup', end)
    handle.addEventListener('pointercancel', end)
  }
}

function stepUnder(x: number, y: number): string | undefined {
  const found = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-step]')
  return found?.dataset['step']
}
