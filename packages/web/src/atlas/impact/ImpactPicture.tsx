// The layers side by side with lines between what stands on what, and the insights across them in a band beneath. What one points at, or goes to by Tab, shows its whole way.
import type { LayerInsight } from '@lotse/protocol'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { KindIcon } from '../../canvas/KindIcon.tsx'
import { LiveNumber } from '../../parts/LiveNumber.tsx'
import { useWords } from '../../words/use.ts'
import { calledIn } from '../called.ts'
import { whereOf } from '../where.ts'
import { InsightBand } from './InsightBand.tsx'
import css from './impact.module.css'
import { type Impact, litFrom } from './impact.ts'
import { BOX, type Column, drawnLayers } from './layers-drawn.ts'

type PictureGiven = { readonly impact: Impact; readonly insights: readonly LayerInsight[]; readonly root: string }

/** The picture. @param root - what is looked at. */
export function ImpactPicture({ impact: { nodes }, insights, root }: PictureGiven) {
  const { t } = useWords()
  const [pointed, point] = useState<string | null>(null)
  const drawing = useMemo(() => drawnLayers(nodes, insights), [nodes, insights])
  const way = useMemo(() => (pointed === null ? null : litFrom(nodes, insights, pointed)), [nodes, insights, pointed])
  const lit = (id: string) => way === null || way.has(id)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={css.picture} aria-label={t('impact.picture')} tabIndex={0}>
      <div className={css.stage} style={{ width: drawing.width, height: drawing.height + HEAD_PX }}>
        <svg className={css.lines} width={drawing.width} height={drawing.height} aria-hidden>
          {drawing.lines.map(({ from, to, path }) => (
            <path key={`${from} ${to}`} d={path} data-lit={way?.has(from) === true && way.has(to)} />
          ))}
        </svg>
        {drawing.columns.map((column) => (
          <Layer key={column.tier} column={column} root={root} lit={lit} point={point} />
        ))}
        {drawing.band === null ? null : <InsightBand band={drawing.band} head={HEAD_PX} lit={lit} point={point} />}
      </div>
    </section>
  )
}

const HEAD_PX = 28

type LayerGiven = {
  readonly column: Column
  readonly root: string
  readonly lit: (id: string) => boolean
  readonly point: (id: string | null) => void
}

function Layer({ column: { tier, x, boxes, more }, root, lit, point }: LayerGiven) {
  const { t, f } = useWords()
  return (
    <div className={css.layer} style={{ left: x, width: BOX.width }}>
      <h2>
        {t(`impact.tier.${tier}`)}
        {more === 0 ? null : (
          <span className="quiet"> {t('impact.more', { count: more, formatted: f.whole(more) })}</span>
        )}
      </h2>
      <ul>
        {boxes.map(({ node, y }) => (
          <li key={node.id} style={{ top: y + HEAD_PX, height: BOX.height }}>
            <Link
              {...whereOf(node)}
              className={css.box}
              data-root={node.id === root}
              data-lit={lit(node.id)}
              onPointerEnter={() => point(node.id)}
              onPointerLeave={() => point(null)}
              onFocus={() => point(node.id)}
              onBlur={() => point(null)}
              title={calledIn(node.name, f.language)}
            >
              <KindIcon kind={node.kind} size={15} />
              <bdi>{calledIn(node.name, f.language) || t('library.unnamed')}</bdi>
              {node.here === null ? null : <HereNow here={node.here} />}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** How many customers are there now. */
export function HereNow({ here }: { here: number }) {
  const { t, f } = useWords()
  return (
    <span className={css.here} data-some={here > 0}>
      <LiveNumber value={f.whole(here)} />
      <span className="visually-hidden"> {t('impact.here')}</span>
    </span>
  )
}
