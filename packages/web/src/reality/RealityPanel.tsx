// Beside the map while reality is shown: the figures in short, where customers stray, and all ways in words. What the picture shows can be read here.
import type { ShownJourneyNumbers } from '@lotse/protocol'
import { IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Fact } from '../parts/Fact.tsx'
import { LiveNumber } from '../parts/LiveNumber.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useWords } from '../words/use.ts'
import { Deviations } from './Deviations.tsx'
import type { NameOf } from './names.ts'
import { type Behind, rankedOf } from './ranking.ts'
import css from './reality.module.css'
import { completionOf } from './shares.ts'
import type { Way } from './ways.ts'

/** The frame of the panel. @param close - shows the map alone again. */
export function PanelFrame({ close, children }: { close: () => void; children: ReactNode }) {
  const { t } = useWords()
  return (
    <aside className={css.panel} data-below aria-label={t('reality.title')}>
      <header>
        <h2>{t('reality.title')}</h2>
        <button type="button" aria-label={t('reality.off')} onClick={close}>
          <IconX size={18} stroke={1.7} aria-hidden />
        </button>
      </header>
      {children}
    </aside>
  )
}

type Given = {
  readonly journey: string
  readonly numbers: ShownJourneyNumbers
  readonly ways: readonly Way[]
  readonly bound: ReadonlySet<string>
  readonly nameOf: NameOf
  /** Steps of the map that the edition does not know. */
  readonly strange: number
  readonly open: ((behind: Behind) => void) | null
  readonly showAll: (() => void) | null
}

/** What it says. */
export function RealityPanel({ journey, numbers, ways, bound, nameOf, strange, open, showAll }: Given) {
  const { t } = useWords()
  const blind = numbers.steps.filter(({ step }) => !bound.has(step)).length
  const nobody = numbers.started === 0 && ways.every(({ count }) => count === 0)
  return (
    <>
      <Standing numbers={numbers} strange={strange} />
      {nobody ? (
        <Notice
          kind="plain"
          action={showAll === null ? undefined : <Button onClick={showAll}>{t('reality.showAll')}</Button>}
        >
          {t('reality.nobody')}
        </Notice>
      ) : null}
      <Facts journey={journey} numbers={numbers} />
      <section>
        <h3>{t('reality.strays')}</h3>
        {blind === 0 ? null : <p className="quiet">{t('reality.blind', { count: blind })}</p>}
        <Deviations ranked={rankedOf(numbers, bound)} nameOf={nameOf} open={open} />
      </section>
      <Legend />
      <AllWays ways={ways} nameOf={nameOf} />
    </>
  )
}

/** What one has to know of the edition before one reads its figures. */
function Standing({ numbers: { edition }, strange }: { numbers: ShownJourneyNumbers; strange: number }) {
  const { t, f } = useWords()
  const { filled, measured, number } = edition
  return (
    <>
      {measured ? null : <Notice kind="attention">{t('reality.stopped', { number: f.whole(number) })}</Notice>}
      {measured && filled.doneAt === null ? (
        <Notice kind="plain">
          {t('measuring.filling', { done: f.whole(filled.done), total: f.whole(filled.total) })}
        </Notice>
      ) : null}
      {strange === 0 ? null : <Notice kind="plain">{t('reality.strange', { count: strange })}</Notice>}
    </>
  )
}

function Facts({ journey, numbers }: { journey: string; numbers: ShownJourneyNumbers }) {
  const { t, f } = useWords()
  const share = completionOf(numbers)
  return (
    <dl className={css.facts}>
      <Fact name={t('reality.started')}>
        <LiveNumber value={numbers.started} />
      </Fact>
      <Fact name={t('reality.completed')}>
        <LiveNumber value={numbers.completed} /> {share === null ? null : <>({f.share(share)})</>}
      </Fact>
      <Fact name={t('reality.dropped')}>
        <LiveNumber value={numbers.dropped} />
      </Fact>
      <Fact name={t('reality.here')}>
        <LiveNumber value={numbers.here} />
      </Fact>
      <Fact name={t('reality.fitness')}>
        <Link to="/journeys/$journeyId" params={{ journeyId: journey }} search={{ view: 'figures' }} hash="fitness">
          {numbers.fitness === null ? t('parts.none') : f.number(numbers.fitness)}
        </Link>
      </Fact>
    </dl>
  )
}

function Legend() {
  const { t } = useWords()
  return (
    <ul className={css.legend} aria-label={t('reality.legend')}>
      {(['designed', 'unexpected', 'never'] as const).map((kind) => (
        <li key={kind}>
          <svg width={28} height={12} aria-hidden>
            <path d="M1 6H27" data-kind={kind} strokeWidth={kind === 'never' ? 1.5 : 7} />
          </svg>
          {t(`reality.kind.${kind}`)}
        </li>
      ))}
    </ul>
  )
}

function AllWays({ ways, nameOf }: { ways: readonly Way[]; nameOf: NameOf }) {
  const { t, f } = useWords()
  if (ways.length === 0) return null
  return (
    <details className={css.more}>
      <summary>{t('reality.allWays', { count: ways.length, formatted: f.whole(ways.length) })}</summary>
      <ol>
        {ways.map(({ from, to, kind, count, share }) => (
          <li key={`${from} ${to}`}>
            {t(`reality.way.${kind}`, {
              from: nameOf(from),
              to: nameOf(to),
              count: f.whole(count),
              share: f.share(share),
            })}
          </li>
        ))}
      </ol>
    </details>
  )
}
