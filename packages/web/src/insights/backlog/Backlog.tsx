// The human filter: what waits for a decision, one insight after the other, one decision for each key. Decides nothing by itself.
import { IconChecks } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMe } from '../../app/member.ts'
import type { AnswerOf } from '../../operations.ts'
import { unitsFor } from '../../owners/units.ts'
import { indented, useUnits } from '../../owners/use-units.ts'
import { Page } from '../../parts/Page.tsx'
import { Select } from '../../parts/Select.tsx'
import { Answer, Empty } from '../../parts/states.tsx'
import { useCommands } from '../../shell/use-commands.ts'
import { useWords } from '../../words/use.ts'
import { useFreshInsights } from '../data.ts'
import { InsightTabs } from '../InsightTabs.tsx'
import css from './backlog.module.css'
import { DepartmentLoad } from './DepartmentLoad.tsx'
import { One } from './One.tsx'
import { Queue } from './Queue.tsx'
import { backlogQuery } from './queries.ts'
import { useCurrent } from './use-current.ts'
import { useDeciding } from './use-deciding.ts'

const FROM = '/shell/insights/backlog'
const ALL = 'all'

/** The department of the address; undefined: all. Whoever belongs somewhere begins with their own. */
function useDepartment() {
  const { department } = useSearch({ from: FROM })
  const mine = useMe().units.length > 0
  const asked = department ?? (mine ? 'mine' : ALL)
  return { asked, of: asked === ALL || !/^(mine|none|several|[1-9]\d{0,15})$/.test(asked) ? undefined : asked }
}

/** The screen. */
export function Backlog() {
  const { t, f } = useWords()
  useFreshInsights()
  const { asked, of } = useDepartment()
  const query = useQuery(backlogQuery(of))
  const total = query.data?.total
  return (
    <Page
      title={t('insightDeciding.title')}
      beside={
        total === undefined ? undefined : (
          <span className="quiet">{t('insightDeciding.waiting', { count: total, formatted: f.whole(total) })}</span>
        )
      }
    >
      <InsightTabs current="/insights/backlog" />
      <p className={css.lead}>{t('insightDeciding.lead')}</p>
      <div className={css.bar}>
        <Departments asked={asked} />
        <DepartmentLoad department={of} />
      </div>
      <Answer query={query}>{(backlog) => <Deciding backlog={backlog} />}</Answer>
    </Page>
  )
}

function Departments({ asked }: { asked: string }) {
  const { t } = useWords()
  const navigate = useNavigate({ from: '/insights/backlog' })
  const units = useUnits()
  const mine = useMe().units.length > 0
  return (
    <Select
      label={t('insightDeciding.department')}
      value={asked}
      onChange={({ currentTarget }) => void navigate({ search: { department: currentTarget.value }, replace: true })}
      choices={[
        ...(mine ? [{ value: 'mine', label: t('insightDeciding.mine') }] : []),
        { value: ALL, label: t('insightDeciding.everybody') },
        ...unitsFor(units, { reach: 'all', own: [] }).map(({ unit, depth }) => ({
          value: unit.id,
          label: indented(unit.name, depth),
        })),
      ]}
    />
  )
}

function Deciding({ backlog: { items, total } }: { backlog: AnswerOf<'listInsightWork'> }) {
  const { t } = useWords()
  const { at, go, find } = useCurrent(items.map(({ id }) => id))
  // Stays while one insight after the other leaves the list, also after the last.
  const deciding = useDeciding(find)
  const current = items[at]
  useCommands([
    { id: 'insight.back', label: t('insightPage.history.back'), group: 'here', keys: 'u', run: deciding.takeBack },
  ])
  return (
    <>
      {current === undefined ? (
        <Empty icon={IconChecks} title={t('insightDeciding.none')}>
          <p>{t('insightDeciding.noneText')}</p>
        </Empty>
      ) : (
        <div className={css.deciding}>
          <One
            key={current.id}
            insight={current}
            place={{ at, of: total, last: at === items.length - 1 }}
            go={go}
            deciding={deciding}
          />
          <Queue items={items} at={at} go={go} />
        </div>
      )}
      {deciding.dialog}
    </>
  )
}
