// The hours of every week: a draft of seven days, saved together. Whoever may not change them reads them.
import type { WorkingCalendar } from '@lotse/protocol'
import { useBlocker } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { confirmed } from '../parts/confirm.ts'
import page from '../settings/settings.module.css'
import { useWords } from '../words/use.ts'
import type { Save } from './data.ts'
import css from './hours.module.css'
import { SpansField } from './SpansField.tsx'
import { faultOf } from './spans.ts'
import { spansText, weekdayText } from './when.ts'

const MONDAY = 0
const FRIDAY = 4

/** @param save - undefined for whoever only reads. */
export function Week({ calendar, save, busy }: { calendar: WorkingCalendar; save: Save | undefined; busy: boolean }) {
  const { t, f } = useWords()
  if (save !== undefined) return <Editor calendar={calendar} save={save} busy={busy} />
  return (
    <Card title={t('hours.week.title')}>
      <dl className={page.facts}>
        {calendar.week.map((spans, day) => {
          const name = weekdayText(f.language, day)
          return (
            <div key={name} className={css.fact}>
              <dt>{name}</dt>
              <dd>{spansText(t, spans)}</dd>
            </div>
          )
        })}
      </dl>
    </Card>
  )
}

/** Where one is as far as the week goes: the year of the holidays may change beside it. */
const placeOf = ({ pathname, search }: { pathname: string; search: object }): string =>
  `${pathname} ${'unit' in search ? String(search.unit) : ''}`

function Editor({ calendar, save, busy }: { calendar: WorkingCalendar; save: Save; busy: boolean }) {
  const { t, f } = useWords()
  // Null: nothing was changed here, and what others save is followed.
  const [draft, setWeek] = useState<WorkingCalendar['week'] | null>(null)
  const week = draft ?? calendar.week
  const changed = JSON.stringify(week) !== JSON.stringify(calendar.week)
  const faulty = week.some((spans) => faultOf(spans) !== null)
  useBlocker({
    shouldBlockFn: async ({ current, next }) =>
      placeOf(current) !== placeOf(next) &&
      !(await confirmed({ title: t('hours.week.leave'), action: t('hours.week.discard'), harm: true })),
    enableBeforeUnload: changed,
    disabled: !changed || busy,
  })
  return (
    <Card title={t('hours.week.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          // What is written on while this is saved stays written.
          if (!faulty && changed)
            void save({ ...calendar, week }).then((saved) => saved && setWeek((now) => (now === week ? null : now)))
        }}
      >
        {week.map((spans, day) => {
          const name = weekdayText(f.language, day)
          const copy = () => setWeek(week.map((other, i) => (i > MONDAY && i <= FRIDAY ? spans : other)))
          return (
            <div key={name} className={css.weekday}>
              <span className={css.name}>{name}</span>
              <SpansField
                day={name}
                spans={spans}
                change={(next) => setWeek(week.map((other, i) => (i === day ? [...next] : other)))}
                more={
                  day === MONDAY ? (
                    <Button kind="quiet" onClick={copy}>
                      {t('hours.week.copy')}
                    </Button>
                  ) : undefined
                }
              />
            </div>
          )
        })}
        <p className={css.note}>{t('hours.week.note')}</p>
        {changed ? (
          <div className={page.row}>
            <Button type="submit" kind="primary" busy={busy}>
              {t('hours.week.save')}
            </Button>
            <Button onClick={() => setWeek(null)}>{t('hours.week.discard')}</Button>
          </div>
        ) : null}
      </form>
    </Card>
  )
}
