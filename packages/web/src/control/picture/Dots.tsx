// Dots along the bands: each is an event or a decision of this moment, seen once. Not there where motion is not wanted.
import type { LiveSnapshot } from '@lotse/protocol'
import { useEffect, useMemo, useRef, useState } from 'react'
import { type Dot, dotsOf, type SeenIds } from './dots.ts'
import type { Layout } from './layout.ts'
import type { Picture } from './model.ts'
import css from './picture.module.css'
import { toneOf } from './tone.ts'

const UNDER_WAY_MAX = 120

/** The dots, inside of the bands' drawing. */
export function Dots({ layout, picture, now }: { layout: Layout; picture: Picture; now: LiveSnapshot }) {
  const curves = useMemo(() => new Map(layout.curves.map((curve) => [curve.id, curve])), [layout])
  const [dots, setDots] = useState<readonly Dot[]>([])
  const seen = useRef<SeenIds>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a snapshot is looked at once, however often the picture is drawn.
  useEffect(() => {
    const next = dotsOf(now, seen.current, new Set(curves.keys()))
    seen.current = next.seen
    if (next.dots.length > 0) setDots((before) => [...before, ...next.dots].slice(-UNDER_WAY_MAX))
  }, [now])
  const done = (id: string) => setDots((before) => before.filter((dot) => dot.id !== id))
  return dots.map(({ id, band: key, delayMs }) => {
    const curve = curves.get(key)
    if (curve === undefined) return null
    return (
      <circle
        key={id}
        className={css.dot}
        r={2.6}
        data-tone={toneOf(curve.band, picture)}
        style={{ offsetPath: `path("${curve.path}")`, animationDelay: `${delayMs}ms` }}
        onAnimationEnd={() => done(id)}
      />
    )
  })
}
