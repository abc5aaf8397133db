// Working hours of the workspace or of a unit: whether it is open now, the week, holidays, own days. Every change can be undone.
import type { WorkingCalendar, WorkingHours } from '@lotse/protocol'
import { IconClockHour9 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMay, useMe } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { Select } from '../parts/Select.tsx'
import { Answer, Empty } from '../parts/states.tsx'
import { unitsQuery } from '../settings/data.ts'
import page from '../settings/settings.module.css'
import { useWords } from '../words/use.ts'
import { hoursQuery, type Save, useSaveHours } from './data.ts'
import { Holidays } from './Holidays.tsx'
import css from './hours.module.css'
import { NextDays } from './NextDays.tsx'
import { OwnDays } from './OwnDays.tsx'
import { Week } from './Week.tsx'

const NINE_TO_FIVE = [{ from: '09:00', to: '17:00' }]
const EXAMPLE: WorkingCalendar = {
  zone: null,
  week: [NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, [], []],
  holidays: { region: null, without: [], with: [] },
  days: [],
}

/** The page. */
export function Hours() {
  const { t } = useWords()
  const { unit } = useSearch({ from: '/shell/settings/hours' })
  const query = useQuery(hoursQuery(unit))
  return (
    <Page title={t('hours.title')}>
      <div className={page.column}>
        <p className={page.lead}>{t('hours.lead')}</p>
        <Answer query={query}>
          {(hours) => (
            <>
              <Whose hours={hours} unit={unit} />
              <Content key={unit ?? ''} hours={hours} unit={unit} />
            </>
          )}
        </Answer>
      </div>
    </Page>
  )
}

/** The workspace, or one of its units; nothing to choose where there are none. */
function Whose({ hours, unit }: { hours: WorkingHours; unit: string | undefined }) {
  const { t } = useWords()
  const navigate = useNavigate({ from: '/settings/hours' })
  const { data: units = [] } = useQuery(unitsQuery)
  const standing = units.filter(({ id, archivedAt }) => archivedAt === null || id === unit)
  if (standing.length === 0) return null
  const choices = standing.map(({ id, name }) => ({
    value: id,
    label: hours.unitsWithOwn.includes(id) ? t('hours.withOwn', { name }) : name,
  }))
  return (
    <div className={css.narrow}>
      <Select
        label={t('hours.of')}
        choices={[{ value: '', label: t('hours.workspace') }, ...choices]}
        value={unit ?? ''}
        onChange={({ target }) =>
          void navigate({
            search: ({ year }) => ({ ...(year ? { year } : {}), ...(target.value ? { unit: target.value } : {}) }),
          })
        }
      />
    </div>
  )
}

function Content({ hours, unit }: { hours: WorkingHours; unit: string | undefined }) {
  const { t } = useWords()
  const may = useMay()('hours.manage')
  const { save, busy } = useSaveHours(unit, hours)
  const { calendar } = hours
  const take = (
    <Button kind="primary" busy={busy} onClick={() => void save(EXAMPLE)}>
      {t('hours.take')}
    </Button>
  )
  if (calendar === null)
    return (
      <Empty icon={IconClockHour9} title={t('hours.none')} action={may ? take : undefined}>
        <p>{t('hours.noneText')}</p>
        {may ? null : <p>{t('hours.readOnly')}</p>}
      </Empty>
    )
  const editable = may && hours.own
  return (
    <>
      <NextDays hours={hours} />
      {hours.own ? null : <Inherited hours={hours} take={may ? () => void save(calendar) : undefined} busy={busy} />}
      {may ? null : <p className={page.lead}>{t('hours.readOnly')}</p>}
      <Week calendar={calendar} save={editable ? save : undefined} busy={busy} />
      <Holidays calendar={calendar} save={editable ? save : undefined} />
      <OwnDays calendar={calendar} today={hours.days[0]?.date ?? ''} save={editable ? save : undefined} />
      {editable ? <Rest calendar={calendar} save={save} unit={unit} /> : null}
    </>
  )
}

function Inherited({ hours, take, busy }: { hours: WorkingHours; take: (() => void) | undefined; busy: boolean }) {
  const { t } = useWords()
  const { kind, name } = hours.from
  const button =
    take === undefined ? undefined : (
      <Button onClick={take} busy={busy}>
        {t('hours.own')}
      </Button>
    )
  return (
    <Notice kind="plain" action={button}>
      <p>{kind === 'unit' ? t('hours.inherits', { of: name ?? '' }) : t('hours.fromWorkspace')}</p>
    </Notice>
  )
}

/** The zone, and the way back to what holds without own hours. */
function Rest({ calendar, save, unit }: { calendar: WorkingCalendar; save: Save; unit: string | undefined }) {
  const { t } = useWords()
  const { workspace } = useMe()
  const zones = [
    ...new Set([...(calendar.zone === null ? [] : [calendar.zone]), ...Intl.supportedValuesOf('timeZone')]),
  ]
  const choices = zones.toSorted().map((value) => ({ value, label: value.replaceAll('_', ' ') }))
  return (
    <Card title={t('hours.zone')}>
      <div className={page.form}>
        <Select
          hidden
          label={t('hours.zone')}
          choices={[
            { value: '', label: t('hours.zoneOfWorkspace', { zone: workspace.zone.replaceAll('_', ' ') }) },
            ...choices,
          ]}
          value={calendar.zone ?? ''}
          onChange={({ target }) => void save({ ...calendar, zone: target.value || null })}
        />
        <div className={page.row}>
          <Button onClick={() => void save(null, t('hours.dropped'))}>
            {t(unit === undefined ? 'hours.dropAll' : 'hours.drop')}
          </Button>
        </div>
      </div>
    </Card>
  )
}
