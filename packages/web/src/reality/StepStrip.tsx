// The figures of one step in a row: who came, who is there, who left for good, how often they had to come, how long it took.
import type { ShownJourneyNumbers, ShownStepNumbers } from '@lotse/protocol'
import type { LinkProps } from '@tanstack/react-router'
import { type Compared, Figure } from '../parts/Figure.tsx'
import { useWords } from '../words/use.ts'
import css from './reality.module.css'
import { shareOf } from './shares.ts'
import type { Span } from './span.ts'

type Given = {
  readonly numbers: Pick<ShownJourneyNumbers, 'started'>
  readonly step: ShownStepNumbers
  /** The same of as many days before. */
  readonly past: ShownStepNumbers | undefined
  readonly span: Span
  /** Where those who are there now are listed; undefined for who may not know them. */
  readonly here: LinkProps | undefined
}

/** The row. */
export function StepStrip({ numbers: { started }, step, past, span, here }: Given) {
  const { t, f } = useWords()
  const none = t('parts.none')
  const was = (before: number | undefined): { compared?: Compared } =>
    before === undefined
      ? {}
      : { compared: { text: t('reality.beforeWas', { formatted: f.whole(before) }), tone: 'neither' } }
  const ofStarted = shareOf(step.reached, started)
  const ofReached = shareOf(step.dropped, step.reached)
  return (
    <section className={css.strip} aria-label={t('stepPage.figures')}>
      <Figure
        label={t('reality.reached')}
        value={step.reached}
        since={
          ofStarted === null
            ? t(`reality.span.${span}`)
            : t('stepPage.ofStarted', { share: f.share(ofStarted), started: f.whole(started) })
        }
        {...was(past?.reached)}
      />
      <Figure
        label={t('reality.column.here')}
        value={step.here}
        since={t('reality.atOnce')}
        {...(here === undefined ? {} : { link: here })}
      />
      <Figure
        label={t('reality.column.dropped')}
        value={step.dropped}
        since={ofReached === null ? t(`reality.span.${span}`) : t('stepPage.ofReached', { share: f.share(ofReached) })}
        {...was(past?.dropped)}
      />
      {step.completed === 0 ? null : (
        <Figure label={t('stepPage.completed')} value={step.completed} since={t(`reality.span.${span}`)} />
      )}
      <Figure
        label={t('stepPage.repeated')}
        value={step.repeated}
        since={t('stepPage.ofVisits', { count: step.visits, formatted: f.whole(step.visits) })}
        {...was(past?.repeated)}
      />
      <Figure
        label={t('reality.column.median')}
        value={step.medianMs === null ? none : f.span(step.medianMs)}
        since={step.p90Ms === null ? t(`reality.span.${span}`) : t('stepPage.tail', { time: f.span(step.p90Ms) })}
      />
    </section>
  )
}
