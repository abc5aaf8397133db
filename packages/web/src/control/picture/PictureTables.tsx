// The picture as tables: the same nodes and numbers, compared with before. For those who read or listen rather than look, and narrow screens.
import type { LiveSnapshot, Motion } from '@lotse/protocol'
import { useMay } from '../../app/member.ts'
import { useWords } from '../../words/use.ts'
import { comparedText } from '../compare.ts'
import { Go } from '../Go.tsx'
import { behindCustomers, behindNode } from './behind.ts'
import { type Column, columns, type Node, type Picture } from './model.ts'
import { NodeIcon } from './NodeIcon.tsx'
import { flowLine, nodeName } from './names.ts'
import css from './tables.module.css'

type Props = { readonly motion: Motion; readonly picture: Picture; readonly now: LiveSnapshot }

const MOVING_MS = 300_000

/** One table a column, customers between sources and flows. */
export function PictureTables({ motion, picture, now }: Props) {
  return (
    <div className={css.tables}>
      {columns.map((column) => (
        <Stage
          key={column}
          column={column}
          motion={motion}
          nodes={picture.nodes.filter((node) => node.column === column)}
        >
          {column === 'flow' ? <Customers motion={motion} now={now} /> : null}
        </Stage>
      ))}
    </div>
  )
}

type StageProps = { column: Column; motion: Motion; nodes: readonly Node[]; children: React.ReactNode }

function Stage({ column, motion, nodes, children }: StageProps) {
  const { t } = useWords()
  const most = Math.max(1, ...nodes.map(({ now }) => now))
  return (
    <>
      {children}
      <table className={css.table}>
        <caption>
          {t(`motion.column.${column}`)} <span>{t(`motion.inSpan.${motion.span}`)}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('motion.head.name')}</th>
            <th scope="col">{t(`motion.head.${column}Note`)}</th>
            <th scope="col">{t('motion.head.change')}</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((node) => (
            <Row key={node.id} node={node} motion={motion} share={node.now / most} />
          ))}
          {nodes.length === 0 ? (
            <tr>
              <td colSpan={3}>{t(column === 'source' ? 'motion.noSource' : 'motion.noFlow')}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </>
  )
}

function Row({ node, motion, share }: { node: Node; motion: Motion; share: number }) {
  const { t, f } = useWords()
  const may = useMay()
  return (
    <tr data-tone={node.tone}>
      <th scope="row">
        <Go to={behindNode(node, motion, may)} className={css.name}>
          <NodeIcon node={node} />
          {nodeName(t, node)}
        </Go>
        {node.column === 'flow' ? <small>{flowLine(t, f, node, motion.flows)}</small> : null}
      </th>
      <td className={css.figure}>
        <span className={css.bar} style={{ width: `${share * 100}%` }} aria-hidden />
        <span className="figures">{f.whole(node.now)}</span>
      </td>
      <td className={css.change}>{comparedText(t, f, node.now, node.before)}</td>
    </tr>
  )
}

function Customers({ motion, now }: Pick<Props, 'motion' | 'now'>) {
  const { t, f } = useWords()
  const may = useMay()
  const since = new Date(Date.parse(now.at) - MOVING_MS).toISOString()
  return (
    <div className={css.customers}>
      <h2>{t('motion.column.customers')}</h2>
      <p>
        <Go to={behindCustomers(since, may)} className={css.name}>
          <b className="figures">{f.whole(now.customersMoving)}</b> {t('motion.moving')}
        </Go>{' '}
        <small>
          {t('motion.movingNote')} · {t('motion.known', { formatted: f.whole(motion.customers.known) })}
        </small>
      </p>
    </div>
  )
}
