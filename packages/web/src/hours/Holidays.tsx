// The holidays of a state or canton, year by year: each with its name and day, closed or worked. A choice is saved at once.
import type { HolidayOfYear, HolidayRegion, WorkingCalendar } from '@lotse/protocol'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Select } from '../parts/Select.tsx'
import { Answer } from '../parts/states.tsx'
import page from '../settings/settings.module.css'
import { useWords } from '../words/use.ts'
import { holidaysQuery, regionsQuery, type Save } from './data.ts'
import css from './hours.module.css'
import { dayText } from './when.ts'

const countries = ['DE', 'AT', 'CH'] as const
const YEAR_MIN = 2000
const YEAR_MAX = 2100

type Given = { readonly calendar: WorkingCalendar; readonly save: Save | undefined }

/** @param save - undefined for whoever only reads. */
export function Holidays({ calendar, save }: Given) {
  const { t, f } = useWords()
  const { data: regions = [] } = useQuery(regionsQuery)
  const { region } = calendar.holidays
  const named = regions.find((one) => one.region === region)?.names[f.language === 'de' ? 'de' : 'en']
  return (
    <Card title={t('hours.holidays.title')} note={save === undefined ? named : undefined}>
      <div className="stack">
        {save === undefined ? null : <Region calendar={calendar} save={save} />}
        {region === null ? (
          <p className="quiet">{t('hours.holidays.noneText')}</p>
        ) : (
          <Year calendar={calendar} save={save} />
        )}
      </div>
    </Card>
  )
}

function Region({ calendar, save }: { calendar: WorkingCalendar; save: Save }) {
  const { t, f } = useWords()
  const { data: regions = [] } = useQuery(regionsQuery)
  const language = f.language === 'de' ? 'de' : 'en'
  const choose = (value: string) => {
    const region: HolidayRegion | null = regions.find((one) => one.region === value)?.region ?? null
    void save({ ...calendar, holidays: { region, without: [], with: [] } })
  }
  return (
    <div className={page.form}>
      <Select
        label={t('hours.holidays.region')}
        value={calendar.holidays.region ?? ''}
        onChange={({ target }) => choose(target.value)}
        choices={[{ value: '', label: t('hours.holidays.none') }]}
        groups={countries.map((country) => ({
          label: t(`hours.holidays.country.${country}`),
          choices: regions
            .filter(({ region }) => region.startsWith(country))
            .map(({ region, names }) => ({ value: region, label: names[language] }))
            .toSorted((a, b) => a.label.localeCompare(b.label, f.language)),
        }))}
      />
    </div>
  )
}

function Year({ calendar, save }: Given) {
  const { t } = useWords()
  const search = useSearch({ from: '/shell/settings/hours' })
  const navigate = useNavigate({ from: '/settings/hours' })
  const year = Number(search.year ?? new Date().getFullYear())
  const query = useQuery(holidaysQuery(calendar, year))
  const go = (to: number) => void navigate({ search: (now) => ({ ...now, year: String(to) }), replace: true })
  return (
    <>
      <fieldset className={css.year}>
        <legend className="visually-hidden">{t('hours.holidays.year')}</legend>
        <Button
          kind="quiet"
          aria-label={t('hours.holidays.before')}
          disabled={year <= YEAR_MIN}
          onClick={() => go(year - 1)}
        >
          <IconChevronLeft size={16} stroke={1.7} aria-hidden />
        </Button>
        <output>{year}</output>
        <Button
          kind="quiet"
          aria-label={t('hours.holidays.after')}
          disabled={year >= YEAR_MAX}
          onClick={() => go(year + 1)}
        >
          <IconChevronRight size={16} stroke={1.7} aria-hidden />
        </Button>
      </fieldset>
      <Answer query={query}>
        {(holidays) => (
          <ul className={css.holidays} aria-label={t('hours.holidays.list', { year })}>
            {holidays.map((holiday) => (
              <Line key={holiday.key} holiday={holiday} calendar={calendar} save={save} />
            ))}
          </ul>
        )}
      </Answer>
    </>
  )
}

function Line({ holiday, calendar, save }: Given & { readonly holiday: HolidayOfYear }) {
  const { t, f } = useWords()
  const { key, date, names, partly } = holiday
  const kept = partly ? calendar.holidays.with.includes(key) : !calendar.holidays.without.includes(key)
  const name = names[f.language === 'de' ? 'de' : 'en']
  const state = t(kept ? 'hours.holidays.kept' : 'hours.holidays.worked')
  return (
    <li className={css.holiday}>
      <span className={css.date}>{dayText(f.language, date)}</span>
      <span>
        {name} {partly ? <small className="quiet">{t('hours.holidays.partly')}</small> : null}
      </span>
      {save === undefined ? (
        <span className="quiet">{state}</span>
      ) : (
        <label className={css.kept}>
          <input
            type="checkbox"
            checked={kept}
            aria-label={t('hours.holidays.toggle', { name })}
            onChange={() => void save({ ...calendar, holidays: turned(calendar.holidays, { key, partly }) })}
          />
          <span aria-hidden>{state}</span>
        </label>
      )}
    </li>
  )
}

/** What holds everywhere is taken out or in again, what holds in parts is chosen or not. */
function turned(
  holidays: WorkingCalendar['holidays'],
  { key, partly }: Pick<HolidayOfYear, 'key' | 'partly'>,
): WorkingCalendar['holidays'] {
  const list = partly ? 'with' : 'without'
  const had = holidays[list]
  return { ...holidays, [list]: had.includes(key) ? had.filter((one) => one !== key) : [...had, key] }
}
