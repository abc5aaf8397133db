// The ways of a graph: as designed with their words, and how many customers went them. For the eye and the pointer; in words they stand at their steps.
import type { RefObject } from 'react'
import { useWords } from '../../words/use.ts'
import { arcBetween, type DrawnLine } from './geometry.ts'
import css from './graph.module.css'
import { type RealWay, widthOf } from './over.ts'
import { keyOf } from './placing.ts'
import { type GraphScene, stepName } from './scene.ts'

type Given = {
  readonly scene: GraphScene
  /** The line of a way that is being pulled. */
  readonly band: RefObject<SVGPathElement | null>
}

/** The ways. */
export function GraphWays({ scene, band }: Given) {
  const { drawing, ways, over, arcs } = scene
  const real = new Map(over?.ways.map((way) => [keyOf(way), way]))
  const most = Math.max(0, ...(over?.ways.map(({ count }) => count) ?? []))
  const records = new Map(ways.flatMap((way) => (way.record === null ? [] : [[keyOf(way), way.record.id] as const])))
  return (
    <div aria-hidden>
      <svg className={css.ways} width={drawing.width} height={drawing.height} aria-hidden>
        {arcs.map((way) => (
          <Arc key={keyOf(way)} scene={scene} way={way} width={widthOf(way.count, most)} />
        ))}
        {drawing.lines.map((line) => (
          <Way
            key={keyOf(line)}
            scene={scene}
            line={line}
            real={real.get(keyOf(line))}
            most={most}
            record={records.get(keyOf(line))}
          />
        ))}
        <path ref={band} className={css.pulled} d="" />
      </svg>
      {drawing.lines.map((line) => (
        <Words key={keyOf(line)} scene={scene} line={line} record={records.get(keyOf(line))} />
      ))}
    </div>
  )
}

type WayGiven = {
  readonly scene: GraphScene
  readonly line: DrawnLine
  readonly real: RealWay | undefined
  readonly most: number
  readonly record: string | undefined
}

function Way({ scene, line, real, most, record }: WayGiven) {
  const { t } = useWords()
  const { over, chosen, openDetails } = scene
  const { path, arrow, from, to } = line
  const said = t('graph.way', { from: stepName(scene, from), to: stepName(scene, to) })
  const width = widthOf(real?.count ?? 0, most)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same is done at the step by keyboard.
    <g
      className={css.way}
      data-chosen={record !== undefined && record === chosen}
      data-never={over !== null && real?.kind === 'never'}
      data-open={record !== undefined && openDetails !== null}
      onClick={() => (record === undefined ? undefined : openDetails?.(record))}
    >
      <title>{real === undefined || over === null ? said : over.say(real)}</title>
      {width === 0 ? null : <path className={css.gone} d={path} strokeWidth={width} data-kind={real?.kind} />}
      <path className={css.hit} d={path} />
      <path className={css.line} d={path} />
      <polygon points={arrow} />
    </g>
  )
}

function Arc({ scene, way, width }: { scene: GraphScene; way: RealWay; width: number }) {
  const { f } = useWords()
  const { drawing, graph, over } = scene
  const at = (step: string) => {
    const { left, top } = drawing.at(step)
    return graph.places.some(({ id }) => id === step) ? ([left, top] as const) : null
  }
  const [from, to] = [at(way.from), at(way.to)]
  if (from === null || to === null || over === null) return null
  const { path, top } = arcBetween(from, to)
  return (
    <g>
      <title>{over.say(way)}</title>
      <path className={css.gone} d={path} strokeWidth={width} data-kind={way.kind} />
      <text x={top[0]} y={top[1] - 4}>
        {f.whole(way.count)}
      </text>
    </g>
  )
}

type WordsGiven = { readonly scene: GraphScene; readonly line: DrawnLine; readonly record: string | undefined }

function Words({ scene, line, record }: WordsGiven) {
  const { f } = useWords()
  const { words, over, openDetails } = scene
  const { left, top, width } = line.label
  const count = over?.ways.find((way) => keyOf(way) === keyOf(line))?.count ?? 0
  const said = words.get(keyOf(line)) ?? ''
  const text = [said, count > 0 ? f.whole(count) : ''].filter((part) => part !== '').join(' · ')
  if (text === '') return null
  return (
    <button
      type="button"
      tabIndex={-1}
      className={css.words}
      style={{ left, top, maxWidth: said === '' ? undefined : width }}
      title={text}
      disabled={record === undefined || openDetails === null}
      onClick={() => (record === undefined ? undefined : openDetails?.(record))}
    >
      <bdi>{text}</bdi>
    </button>
  )
}
