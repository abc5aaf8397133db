// Own days off and days with other hours: the list, a window for one of them, and half days at the end of the year. Saved at once.
import type { OwnDays as Days, WorkingCalendar } from '@lotse/protocol'
import { useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Table } from '../parts/Table.tsx'
import page from '../settings/settings.module.css'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'
import type { Save } from './data.ts'
import { OwnDayDialog } from './OwnDayDialog.tsx'
import { rangeText, spansText } from './when.ts'

const UNTIL_NOON = [{ from: '09:00', to: '12:00' }]

type Given = { readonly calendar: WorkingCalendar; readonly today: string; readonly save: Save | undefined }

/** @param save - undefined for whoever only reads. */
export function OwnDays({ calendar, today, save }: Given) {
  const { t } = useWords()
  const [editing, edit] = useState<number | 'new'>()
  const { days } = calendar
  const label = t('hours.days.add')
  useCommands(
    save === undefined ? [] : [{ id: 'hours.day', label, group: 'create', keys: 'n', run: () => edit('new') }],
  )
  const close = () => edit(undefined)
  const put = async (day: Days) => {
    const next = editing === 'new' ? [...days, day] : days.map((other, at) => (at === editing ? day : other))
    if (await save?.({ ...calendar, days: next.toSorted((a, b) => a.from.localeCompare(b.from)) })) close()
  }
  return (
    <Card
      title={t('hours.days.title')}
      note={t('hours.days.note')}
      flush={days.length > 0}
      side={save === undefined ? undefined : <Button onClick={() => edit('new')}>{label}</Button>}
    >
      {days.length === 0 ? (
        <Nothing calendar={calendar} today={today} save={save} />
      ) : (
        <List calendar={calendar} today={today} save={save} edit={edit} />
      )}
      {editing === undefined ? null : (
        <OwnDayDialog
          key={editing}
          day={editing === 'new' ? undefined : days[editing]}
          today={today}
          save={put}
          close={close}
        />
      )}
    </Card>
  )
}

function Nothing({ calendar, today, save }: Given) {
  const { t } = useWords()
  const year = today.slice(0, 4)
  const half = (name: string, day: string): Days => {
    const date = `${year}-${day}`
    return { name, from: date, to: date, yearly: true, spans: UNTIL_NOON }
  }
  const days = [half(t('hours.days.eve'), '12-24'), half(t('hours.days.newYear'), '12-31')]
  return (
    <div className="stack">
      <p className="quiet">{t('hours.days.none')}</p>
      {save === undefined ? null : (
        <div className={page.row}>
          <Button onClick={() => void save({ ...calendar, days })}>{t('hours.days.halves')}</Button>
        </div>
      )}
    </div>
  )
}

function List({ calendar, today, save, edit }: Given & { readonly edit: (at: number) => void }) {
  const { t, f } = useWords()
  const { days } = calendar
  const remove = (day: Days) =>
    void save?.(
      { ...calendar, days: days.filter((other) => other !== day) },
      t('hours.days.removed', { name: day.name }),
    )
  return (
    <Table
      stacks
      label={t('hours.days.title')}
      head={[t('hours.days.label'), t('hours.days.when'), t('hours.days.hours'), ...(save ? [''] : [])]}
    >
      {days.map((day, at) => (
        <tr key={`${day.name} ${day.from} ${day.to} ${day.yearly}`}>
          <td>
            <bdi>{day.name}</bdi>
          </td>
          <td>
            {rangeText(f.language, day)}{' '}
            <small className="quiet">
              {day.yearly ? t('hours.days.every') : day.to < today ? t('hours.days.over') : null}
            </small>
          </td>
          <td>{spansText(t, day.spans)}</td>
          {save === undefined ? null : (
            <td>
              <div className={page.row}>
                <Button kind="quiet" aria-label={t('hours.days.edit', { name: day.name })} onClick={() => edit(at)}>
                  {t('hours.days.change')}
                </Button>
                <Button
                  kind="quiet"
                  aria-label={t('hours.days.remove', { name: day.name })}
                  onClick={() => remove(day)}
                >
                  {t('hours.days.take')}
                </Button>
              </div>
            </td>
          )}
        </tr>
      ))}
    </Table>
  )
}
