// Whether it is open now, in one sentence, and the next ten days with the reason of each. Changes by itself when it opens or closes.
import type { WorkingDay, WorkingHours } from '@lotse/protocol'
import { Card } from '../parts/Card.tsx'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import css from './hours.module.css'
import { placesOf } from './spans.ts'
import { changeText, dayText, spansText } from './when.ts'

/** The card. */
export function NextDays({ hours }: { hours: WorkingHours }) {
  const { t, f } = useWords()
  const { now, before, days, zone } = hours
  return (
    <Card title={t('hours.now.title')} note={t('hours.now.zone', { zone: zone.replaceAll('_', ' ') })}>
      <p className={css.now} aria-live="polite">
        <span className={now.open ? css.open : css.shut} aria-hidden />
        {nowText(t, f.language, hours)}
      </p>
      <ol className={css.days}>
        {days.map((day, at) => (
          <li key={day.date} className={css.day}>
            <span className={css.date}>{at === 0 ? t('hours.now.today') : dayText(f.language, day.date)}</span>
            <Line day={day} before={days[at - 1] ?? before} />
            <span className={css.hours}>
              {spansText(t, day.spans)}
              <Reason day={day} language={f.language} />
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function nowText(t: Translate, language: string, { now, zone }: WorkingHours): string {
  if (now.until === null) return t(now.open ? 'hours.now.open' : 'hours.now.closed')
  const when = changeText(language, Date.parse(now.until), { now: Date.parse(now.at), zone })
  return now.open ? t('hours.now.openUntil', { when }) : t('hours.now.closedUntil', { when })
}

/** The day from midnight to midnight, with what the night before leaves of it; the words beside the two days say the same. */
function Line({ day, before }: { day: WorkingDay; before: WorkingDay }) {
  // A night and the next day's own hours may say the same.
  const places = new Map(placesOf(day.spans, before.spans).map((place) => [`${place.start} ${place.length}`, place]))
  return (
    <span className={css.line} aria-hidden>
      {[...places].map(([key, { start, length }]) => (
        <span key={key} style={{ left: `${start * 100}%`, width: `${length * 100}%` }} />
      ))}
    </span>
  )
}

function Reason({ day: { because }, language }: { day: WorkingDay; language: string }) {
  if (because.kind === 'week') return null
  const name = because.kind === 'own' ? because.name : because.names[language === 'de' ? 'de' : 'en']
  return (
    <>
      {' '}
      <bdi className="quiet">{name}</bdi>
    </>
  )
}
