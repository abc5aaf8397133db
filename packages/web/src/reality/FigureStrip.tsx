// The figures of a journey in a row: each of what, since when, compared with the days before, and the way to the people behind it.
import type { ShownJourneyNumbers } from '@lotse/protocol'
import { type Compared, Figure } from '../parts/Figure.tsx'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { scoreText } from './answers.ts'
import { lastedText } from './lasted.ts'
import css from './reality.module.css'
import { completionOf, pointsBetween, strayedOf } from './shares.ts'
import type { Span } from './span.ts'

type Given = {
  readonly journey: string
  readonly numbers: ShownJourneyNumbers
  /** The same of as many days before. */
  readonly past: ShownJourneyNumbers | undefined
  readonly span: Span
}

/** The rows: how many, and how it was for them. */
export function FigureStrip({ journey, numbers, past, span }: Given) {
  const { t, f } = useWords()
  const since = t(`reality.span.${span}`)
  const map = { to: '/journeys/$journeyId', params: { journeyId: journey } } as const
  const share = completionOf(numbers)
  const none = t('parts.none')
  const fitness = numbers.fitness
  return (
    <>
      <section className={css.strip} aria-label={t('reality.figures')}>
        <Figure label={t('reality.started')} value={numbers.started} since={since} {...moreText(t, f, past?.started)} />
        <Figure
          label={t('reality.completion')}
          value={share === null ? none : f.share(share)}
          since={t('reality.completedOf', { completed: f.whole(numbers.completed), started: f.whole(numbers.started) })}
          {...pointsText(t, f, pointsBetween(share, past === undefined ? null : completionOf(past)))}
        />
        <Figure
          label={t('reality.here')}
          value={numbers.here}
          since={t('reality.atOnce')}
          link={{ ...map, search: { real: 'on' } }}
        />
        <Figure label={t('reality.dropped')} value={numbers.dropped} since={since} />
        <Figure
          label={t('reality.fitness')}
          value={fitness === null ? none : f.number(fitness)}
          since={t('reality.fitnessShort')}
          {...pointsText(t, f, pointsBetween(fitness, past?.fitness ?? null))}
          link={{ ...map, search: { view: 'figures' }, hash: 'fitness' }}
        />
        <Figure
          label={t('reality.strays')}
          value={strayedOf(numbers)}
          since={since}
          link={{ ...map, search: { real: 'on' } }}
        />
      </section>
      <section className={css.strip} data-few aria-label={t('reality.effort.title')}>
        <EffortFigures effort={numbers.effort} past={past?.effort} />
        {numbers.answers.map(({ kind, score, count }) => (
          <Figure
            key={kind}
            label={t(`reality.answers.kind.${kind}`)}
            value={scoreText({ kind, score }, { t, f })}
            since={t('reality.answers.of', { count, formatted: f.whole(count) })}
          />
        ))}
      </section>
    </>
  )
}

type EffortGiven = {
  readonly effort: ShownJourneyNumbers['effort']
  readonly past: ShownJourneyNumbers['effort'] | undefined
}

/** How long it takes customers to come through, and how often they have to come. */
function EffortFigures({ effort: { medianMs, p90Ms, contacts, steps }, past }: EffortGiven) {
  const { t, f } = useWords()
  const lasted = (ms: number) => lastedText(ms, { t, f })
  const none = t('parts.none')
  const was = (before: number | null | undefined, write: (value: number) => string, now: number | null) =>
    typeof before === 'number' && now !== null
      ? {
          compared: {
            text: t('reality.beforeWas', { formatted: write(before) }),
            tone: now < before ? 'better' : now > before ? 'worse' : 'neither',
          } satisfies Compared,
        }
      : {}
  return (
    <>
      <Figure
        label={t('reality.effort.time')}
        value={medianMs === null ? none : lasted(medianMs)}
        since={p90Ms === null ? t('reality.effort.timeNote') : t('reality.effort.tail', { time: lasted(p90Ms) })}
        {...was(past?.medianMs, lasted, medianMs)}
      />
      <Figure
        label={t('reality.effort.contacts')}
        value={contacts === null ? none : f.number(contacts)}
        since={
          steps === null ? t('reality.effort.contactsNote') : t('reality.effort.steps', { steps: f.number(steps) })
        }
        {...was(past?.contacts, f.number, contacts)}
      />
    </>
  )
}

/** More people or fewer are neither better nor worse by themselves. */
function moreText(t: Translate, f: Format, before: number | undefined): { compared?: Compared } {
  return before === undefined
    ? {}
    : { compared: { text: t('reality.beforeWas', { formatted: f.whole(before) }), tone: 'neither' } }
}

function pointsText(t: Translate, f: Format, points: number | null): { compared?: Compared } {
  if (points === null) return {}
  const text = t('reality.points', {
    points: `${points > 0 ? '+' : points < 0 ? '−' : '±'}${f.whole(Math.abs(points))}`,
  })
  return { compared: { text, tone: points > 0 ? 'better' : points < 0 ? 'worse' : 'neither' } }
}
