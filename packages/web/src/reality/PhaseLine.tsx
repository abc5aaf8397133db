// The line of a phase above those of its steps: sums that are true, and of those who came to it what is known.
import type { ShownPhaseNumbers } from '@lotse/protocol'
import { Link } from '@tanstack/react-router'
import { LiveNumber } from '../parts/LiveNumber.tsx'
import { tableCss } from '../parts/Table.tsx'
import { useWords } from '../words/use.ts'
import css from './reality.module.css'
import { shareOf } from './shares.ts'

type Given = {
  readonly phase: ShownPhaseNumbers
  readonly started: number
  readonly strays: number
  readonly insights: number
  /** Whether anything is counted at one of its steps. */
  readonly measured: boolean
}

/** The line. */
export function PhaseLine({ phase: { phase, name: names, reached, here, dropped }, ...given }: Given) {
  const { t, f } = useWords()
  const { started, strays, insights, measured } = given
  const none = t('parts.none')
  const name = names[f.language] ?? Object.values(names)[0]
  const called = phase === null ? t('reality.noPhase') : name || t('map.unnamedPhase')
  const exact = reached.least === reached.most
  const of = exact ? shareOf(reached.least, started) : null
  const hint = t('reality.atLeastHint', { least: f.whole(reached.least), most: f.whole(reached.most) })
  const figures = tableCss.figures
  return (
    <tr className={css.phase}>
      <th scope="row">
        <bdi>{called}</bdi>
      </th>
      {!measured ? (
        <td>{t('stepPage.notCounted')}</td>
      ) : exact ? (
        <td>
          <LiveNumber value={reached.least} />
        </td>
      ) : (
        <td title={hint}>{t('reality.atLeast', { formatted: f.whole(reached.least) })}</td>
      )}
      <td className={figures}>{of === null || !measured ? none : f.share(of)}</td>
      <td className={figures}>{dropped === 0 ? none : f.whole(dropped)}</td>
      <td className={figures}>{here === 0 ? none : <LiveNumber value={here} />}</td>
      {/* Lengths of stays cannot be added. */}
      <td className={figures} />
      <td className={figures} />
      <td className={figures}>{strays === 0 ? none : f.whole(strays)}</td>
      <td className={figures}>
        {insights === 0 || phase === null ? (
          none
        ) : (
          <Link
            to="/journeys/kinds/$kind"
            params={{ kind: 'insight' }}
            search={{ phase }}
            aria-label={t('reality.insightsAt', { count: insights, formatted: f.whole(insights), name: called })}
          >
            {f.whole(insights)}
          </Link>
        )}
      </td>
    </tr>
  )
}
