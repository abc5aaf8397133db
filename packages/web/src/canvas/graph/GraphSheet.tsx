// The sheet of a graph: heads of phases, ways below, steps upon them, one list of steps for each phase for who listens. Pulls ways from step to step, and
// carries steps to where somebody wants them.
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
  const carry = useCarry({ scene, graph, zoom })
  return (
    <section
      ref={frame}
      className={css.scroll}
      aria-label={title}
      aria-description={t(
        scene.mayEdit ? 'graph.howTo' : scene.openDetails === null ? 'graph.howToGo' : 'graph.howToRead',
      )}
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
                    <GraphNode key={step.id} {...{ scene, graph, step, pull, carry }} />
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
    const [line, ground] = [band.current, sheet.current]
    if (event.button !== 0 || line === null || ground === null) return
    event.preventDefault()
    event.stopPropagation()
    const handle = event.currentTarget
    handle.setPointerCapture(event.pointerId)
    const { left, top } = scene.drawing.at(step)
    const [x, y] = [left + NODE_WIDTH, top + NODE_HEIGHT / 2]
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

/** So far a pointer goes before it is no click. */
const CARRIED_PX = 5

/** Carries a step with the pointer; let go it stays there. A finger scrolls. */
function useCarry({ scene, graph, zoom }: Pick<Given, 'scene' | 'graph' | 'zoom'>) {
  return (event: PointerEvent<HTMLElement>, step: string): void => {
    const node = event.currentTarget.closest('li')
    if (!scene.mayEdit || graph.from !== null || node === null) return
    if (event.button !== 0 || event.pointerType === 'touch') return
    const box = event.currentTarget
    const start = { x: event.clientX, y: event.clientY }
    let gone: { readonly x: number; readonly y: number } | null = null
    box.setPointerCapture(event.pointerId)
    const move = (to: globalThis.PointerEvent) => {
      const [x, y] = [to.clientX - start.x, to.clientY - start.y]
      if (gone === null && Math.hypot(x, y) < CARRIED_PX) return
      gone = { x: x / zoom, y: y / zoom }
      node.style.translate = `${gone.x}px ${gone.y}px`
      node.dataset['carried'] = 'true'
    }
    const end = (to: globalThis.PointerEvent) => {
      box.removeEventListener('pointermove', move)
      box.removeEventListener('pointerup', end)
      box.removeEventListener('pointercancel', end)
      node.style.translate = ''
      delete node.dataset['carried']
      const { left, top } = scene.drawing.at(step)
      if (to.type === 'pointerup' && gone !== null) graph.put(step, { left: left + gone.x, top: top + gone.y })
    }
    box.addEventListener('pointermove', move)
    box.addEventListener('pointerup', end)
    box.addEventListener('pointercancel', end)
  }
}
