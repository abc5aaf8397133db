// The picture of the whole: nodes that lead behind their numbers, bands as wide as what they carry, dots that are real events.
import type { LiveSnapshot, Motion } from '@lotse/protocol'
import { useElementSize, useReducedMotion } from '@mantine/hooks'
import { type ReactNode, useMemo } from 'react'
import { useMay } from '../../app/member.ts'
import { LiveNumber } from '../../parts/LiveNumber.tsx'
import { useWords } from '../../words/use.ts'
import { Go } from '../Go.tsx'
import { behindCustomers, behindNode } from './behind.ts'
import { Dots } from './Dots.tsx'
import { type Box, CIRCLE_AT, type Layout, layoutOf, placeOf, WIDTH_MIN } from './layout.ts'
import { columns, type Picture as Facts, type Node, pictureOf } from './model.ts'
import { NodeIcon } from './NodeIcon.tsx'
import { flowLine, nodeName } from './names.ts'
import { PictureTables } from './PictureTables.tsx'
import css from './picture.module.css'
import { toneOf } from './tone.ts'

const MOVING_MS = 300_000
/** Where each column's heading stands; the circle's is centred over it. */
const heads = [
  ['source', placeOf.source],
  ['customers', CIRCLE_AT],
  ['flow', placeOf.flow],
  ['channel', placeOf.channel],
  ['result', placeOf.result],
] as const

type Props = { readonly motion: Motion; readonly now: LiveSnapshot; readonly asTable: boolean }

/** The picture; as tables where somebody asks for them, or where there is no room. */
export function Picture({ motion, now, asTable }: Props) {
  const { t } = useWords()
  const { ref, width } = useElementSize()
  const picture = useMemo(() => pictureOf(motion), [motion])
  return (
    <section
      ref={ref}
      className={css.picture}
      aria-label={t('motion.label', { span: t(`motion.inSpan.${motion.span}`) })}
    >
      {width === 0 ? null : asTable || width < WIDTH_MIN ? (
        <PictureTables motion={motion} picture={picture} now={now} />
      ) : (
        <Drawn motion={motion} picture={picture} now={now} width={width} />
      )}
    </section>
  )
}

type DrawnProps = Omit<Props, 'asTable'> & { readonly picture: Facts; readonly width: number }

function Drawn({ motion, picture, now, width }: DrawnProps) {
  const { t } = useWords()
  const layout = useMemo(() => layoutOf(picture, width), [picture, width])
  const still = useReducedMotion()
  return (
    <>
      <div className={css.heads} aria-hidden>
        {heads.map(([column, left]) => (
          <span key={column} style={{ left: `${left * 100}%` }}>
            {t(`motion.column.${column}`)}
          </span>
        ))}
      </div>
      <div className={css.stage} style={{ height: layout.height }}>
        <svg className={css.bands} width={width} height={layout.height} aria-hidden>
          {layout.curves.map(({ id, band, path, width: stroke }) => (
            <path
              key={id}
              d={path}
              strokeWidth={stroke}
              data-tone={toneOf(band, picture)}
              data-idle={band.value === 0}
            />
          ))}
          {still ? null : <Dots layout={layout} picture={picture} now={now} />}
        </svg>
        {columns.map((column) => (
          <ColumnOf key={column} title={t(`motion.column.${column}`)}>
            {picture.nodes
              .filter((node) => node.column === column)
              .map((node) => (
                <NodeBox key={node.id} node={node} motion={motion} box={layout.boxes.get(node.id)} />
              ))}
          </ColumnOf>
        ))}
        <Circle motion={motion} now={now} circle={layout.circle} />
      </div>
      <p className={css.legend}>
        {t('motion.widths')} {still ? null : t('motion.dots')}
      </p>
    </>
  )
}

function ColumnOf({ title, children }: { title: string; children: ReactNode }) {
  return (
    <ul className={css.column} aria-label={title}>
      {children}
    </ul>
  )
}

function NodeBox({ node, motion, box }: { node: Node; motion: Motion; box: Box | undefined }) {
  const { t, f } = useWords()
  const may = useMay()
  if (box === undefined) return null
  const name = nodeName(t, node)
  return (
    <li className={css.place} style={{ left: box.x, top: box.y, width: box.width, height: box.height }}>
      <Go to={behindNode(node, motion, may)} className={css.node} data={{ tone: node.tone, column: node.column }}>
        <NodeIcon node={node} />
        <span className={css.name} title={name}>
          {name}
        </span>
        {node.column === 'flow' ? (
          <span className={css.line}>{flowLine(t, f, node, motion.flows)}</span>
        ) : (
          <span className={css.count}>
            <LiveNumber value={node.now} />
          </span>
        )}
      </Go>
    </li>
  )
}

function Circle({ motion, now, circle }: Pick<Props, 'motion' | 'now'> & Pick<Layout, 'circle'>) {
  const { t, f } = useWords()
  const may = useMay()
  const { x, y, radius } = circle
  const since = new Date(Date.parse(now.at) - MOVING_MS).toISOString()
  const moving = f.whole(now.customersMoving)
  return (
    <div className={css.place} style={{ left: x - radius, top: y - radius, width: radius * 2, height: radius * 2 }}>
      <Go to={behindCustomers(since, may)} className={css.circle}>
        <b>
          <LiveNumber value={now.customersMovingCut ? t('motion.figure.atLeast', { value: moving }) : moving} />
        </b>
        <span>{t('motion.moving')}</span>
        <small>{t('motion.movingNote')}</small>
        <small>{t('motion.known', { formatted: f.whole(motion.customers.known) })}</small>
      </Go>
    </div>
  )
}
