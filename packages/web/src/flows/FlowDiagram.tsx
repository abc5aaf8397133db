// A flow as boxes from left to right with the people at each step, live. Reads as a list for assistive technology.
import type { FlowDocument, LiveFlow } from '@lotse/protocol'
import {
  type Icon,
  IconArrowFork,
  IconBolt,
  IconCalendarTime,
  IconClockHour4,
  IconEar,
  IconFlag,
  IconMail,
  IconPencil,
  IconWebhook,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type CSSProperties, useMemo } from 'react'
import { useMay } from '../app/member.ts'
import { LiveNumber } from '../parts/LiveNumber.tsx'
import { useWords } from '../words/use.ts'
import css from './diagram.module.css'
import { arrowOf, type Grid, gridOf, NODE_HEIGHT, NODE_WIDTH, pathOf, wayPlace } from './geometry.ts'
import { type Layout, layoutOf, type Place } from './layout.ts'
import { stepAction, stepTitle, wayWords } from './step-words.ts'

const icons: Record<Place['step']['kind'], Icon> = {
  wait: IconClockHour4,
  wait_until: IconCalendarTime,
  wait_for: IconEar,
  branch: IconArrowFork,
  send: IconMail,
  webhook: IconWebhook,
  set_trait: IconPencil,
  exit: IconFlag,
}

type StepNumbers = Pick<LiveFlow['steps'][number], 'in' | 'waiting' | 'out'>
type Numbers = { readonly entered: number; readonly steps: LiveFlow['steps'] }

const none: StepNumbers = { in: 0, waiting: 0, out: 0 }

const boxAt = (grid: Grid, column: number, row: number): CSSProperties => ({
  left: grid.x(column),
  top: grid.y(row),
  width: NODE_WIDTH,
  height: NODE_HEIGHT,
})

/**
 * The diagram.
 *
 * @param document - what is shown.
 * @param numbers - who is where; steps that no one has reached yet may be missing.
 * @param flowId - makes the people at a step a link to them.
 */
export function FlowDiagram({
  document,
  numbers,
  flowId,
}: {
  document: FlowDocument
  numbers: Numbers
  flowId?: string
}) {
  const { t } = useWords()
  const may = useMay()
  const layout = useMemo(() => layoutOf(document.start, document.steps), [document])
  const grid = useMemo(() => gridOf(layout), [layout])
  const label = t('flow.diagram', { name: document.name })
  const byStep = new Map(numbers.steps.map((step) => [step.step, step]))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className={css.scroll} aria-label={label} tabIndex={0}>
      <div className={css.canvas} style={{ width: grid.width, height: grid.height }}>
        <Wires layout={layout} grid={grid} />
        <ol>
          <Trigger document={document} entered={numbers.entered} grid={grid} />
          {layout.places.map((place) => (
            <Node
              key={place.step.id}
              place={place}
              grid={grid}
              numbers={byStep.get(place.step.id) ?? none}
              flowId={may('customers.read') ? flowId : undefined}
            />
          ))}
        </ol>
      </div>
    </section>
  )
}

function Wires({ layout, grid }: { layout: Layout; grid: Grid }) {
  const { t } = useWords()
  const entry = {
    from: '',
    to: '',
    labels: [],
    points: [
      [0, 0],
      [1, 0],
    ] as const,
    back: false,
  }
  const lines = [entry, ...layout.lines]
  return (
    <div aria-hidden>
      <svg className={css.wires} width={grid.width} height={grid.height}>
        <title>{t('flow.page.steps')}</title>
        {lines.map((line) => (
          <g key={`${line.from} ${line.to}`}>
            <path d={pathOf(line, grid)} data-back={line.back} />
            <polygon points={arrowOf(line, grid)} />
          </g>
        ))}
      </svg>
      {layout.lines.map((line) => {
        const words = line.labels.map((label) => wayWords(t, label)).join(' · ')
        if (words === '') return null
        const { left, top, width } = wayPlace(line, grid)
        return (
          <span
            key={`${line.from} ${line.to}`}
            className={css.way}
            style={{ left, top, maxWidth: width }}
            title={words}
          >
            {words}
          </span>
        )
      })}
    </div>
  )
}

function Trigger({ document, entered, grid }: { document: FlowDocument; entered: number; grid: Grid }) {
  const { t } = useWords()
  return (
    <li className={css.node} data-kind="trigger" style={boxAt(grid, 0, 0)}>
      <div className={css.title} title={`${t('flow.trigger')} ${document.trigger.event}`}>
        <IconBolt size={15} stroke={1.7} aria-hidden />
        <span className="visually-hidden">{t('flow.trigger')}</span>
        <span>{document.trigger.event}</span>
      </div>
      <dl className={css.figures}>
        <Figure name={t('flow.started')} value={entered} />
      </dl>
    </li>
  )
}

type NodeGiven = { place: Place; grid: Grid; numbers: StepNumbers; flowId: string | undefined }

function Node({ place, grid, numbers, flowId }: NodeGiven) {
  const { t, f } = useWords()
  const { step, column, row } = place
  const Mark = icons[step.kind]
  return (
    <li className={css.node} data-kind={step.kind} data-waiting={numbers.waiting > 0} style={boxAt(grid, column, row)}>
      <div className={css.title} title={stepAction(t, f, step)}>
        <Mark size={15} stroke={1.7} aria-hidden />
        <span>{stepTitle(t, f, step)}</span>
      </div>
      <dl className={css.figures}>
        <Figures
          kind={step.kind}
          numbers={numbers}
          people={flowId === undefined ? undefined : { flowId, step: step.id }}
        />
      </dl>
    </li>
  )
}

const holds = new Set<Place['step']['kind']>(['wait', 'wait_until', 'wait_for'])

/** Where no one can stay, one figure says it all. */
type People = { readonly flowId: string; readonly step: string } | undefined

function Figures({ kind, numbers, people }: { kind: Place['step']['kind']; numbers: StepNumbers; people: People }) {
  const { t } = useWords()
  if (kind === 'exit') return <Figure name={t('flow.reached')} value={numbers.in} />
  if (!holds.has(kind) && numbers.waiting === 0) return <Figure name={t('flow.passed')} value={numbers.out} />
  return (
    <>
      <Figure name={t('flow.in')} value={numbers.in} />
      <Figure name={t('flow.waiting')} value={numbers.waiting} strong={numbers.waiting > 0} people={people} />
      <Figure name={t('flow.out')} value={numbers.out} />
    </>
  )
}

type FigureGiven = { name: string; value: number; strong?: boolean; people?: People }

function Figure({ name, value, strong = false, people }: FigureGiven) {
  return (
    <div data-strong={strong}>
      <dt>{name}</dt>
      <dd>
        {people === undefined || value === 0 ? (
          <LiveNumber value={value} />
        ) : (
          <Link to="/flows/$flowId" params={{ flowId: people.flowId }} search={{ tab: 'people', step: people.step }}>
            <LiveNumber value={value} />
          </Link>
        )}
      </dd>
    </div>
  )
}
