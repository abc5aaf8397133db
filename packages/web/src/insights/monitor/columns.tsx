// The columns of the monitor; every scale and formula of the workspace is one, and values are given in place. Decides nothing.
import type { Action, InsightScales, Member, WorkedInsight } from '@lotse/protocol'
import { IconFlag3 } from '@tabler/icons-react'
import type { Owned } from '../../app/member.ts'
import type { ListColumn } from '../../list/shape.ts'
import { Since } from '../../parts/Since.tsx'
import type { Format } from '../../words/format-in.ts'
import type { Translate } from '../../words/index.ts'
import css from '../insights.module.css'
import { arisenText, insightName } from '../names.ts'
import { type Measure, measuresOf, valueText } from '../scales.ts'
import { LevelBars, SortSign, StateWord, sortOf } from '../signs.tsx'
import type { useWork } from '../work/use-work.ts'
import { ScoreCell } from './ScoreCell.tsx'

/** Formulas that are shown without being chosen. */
const SHOWN: ReadonlySet<string> = new Set(['score.rice', 'input.difficulty', 'input.impact'])
/** Who has waited for so long has waited too long. */
const LATE_MS = 30 * 86_400_000

/** What cells need besides their insight. */
export type Beside = {
  readonly t: Translate
  readonly f: Format
  readonly ownerName: (id: string | null) => string | null
  readonly members: readonly Pick<Member, 'id' | 'name'>[]
  readonly scales: InsightScales | undefined
  readonly may: (action: Action, thing?: Owned) => boolean
  readonly change: ReturnType<typeof useWork>['change']
}

/** The columns. */
export function columnsIn(beside: Beside): ListColumn<WorkedInsight>[] {
  const measures = beside.scales === undefined ? [] : measuresOf(beside.scales, beside.f.language)
  const [name, ...rest] = fixedColumns(beside)
  return [
    ...(name === undefined ? [] : [name]),
    ...rest,
    ...factColumns(beside),
    ...measures
      .filter(({ criterion }) => criterion === null || criterion.key !== beside.scales?.reach)
      .map((measure) => measureColumn(measure, beside)),
    changedColumn(beside),
  ]
}

function fixedColumns(beside: Beside): ListColumn<WorkedInsight>[] {
  const { t, ownerName } = beside
  return [
    {
      id: 'name',
      label: t('insightMonitor.insight'),
      cell: (one) => titleCell(one, beside),
      sort: 'name',
      width: 240,
      grow: 3,
    },
    {
      id: 'department',
      label: t('insightMonitor.department'),
      cell: ({ work: { department } }) => (
        <bdi title={t(`insightWork.why.${department.why}`)}>{ownerName(department.id) ?? t('parts.none')}</bdi>
      ),
      width: 130,
    },
    {
      id: 'state',
      label: t('insightMonitor.state'),
      cell: (one) => stateCell(one, beside),
      sort: 'status',
      width: 130,
    },
    {
      id: 'priority',
      label: t('insightMonitor.priority'),
      cell: ({ work: { priority } }) => (priority === null ? t('parts.none') : t(`insightWork.priority.${priority}`)),
      sort: 'rank',
      width: 100,
      grow: 0,
    },
  ]
}

/** How many it concerns, how well it is known, how long it waits, and for whom. */
function factColumns(beside: Beside): ListColumn<WorkedInsight>[] {
  const { t, f, members } = beside
  return [
    {
      id: 'reach',
      label: t('insightMonitor.reach'),
      cell: ({ work: { reach } }) => (
        <span title={reach === null ? undefined : t(`insightMonitor.reachFrom.${reach.from}`)}>
          {reach === null ? t('parts.none') : `${reach.from === 'estimated' ? '≈ ' : ''}${f.whole(reach.value)}`}
        </span>
      ),
      sort: 'reach',
      downFirst: true,
      align: 'end',
      width: 110,
      grow: 0,
    },
    {
      id: 'evidence',
      label: t('insightMonitor.evidence'),
      cell: ({ work: { known } }) => <LevelBars level={known.level} />,
      sort: 'evidence',
      downFirst: true,
      width: 84,
      grow: 0,
    },
    {
      id: 'waiting',
      label: t('insightMonitor.waits'),
      cell: ({ work: { waitsSince } }) => waitCell(waitsSince, beside),
      sort: 'waiting',
      width: 130,
      grow: 0,
    },
    {
      id: 'addressee',
      label: t('insightMonitor.addressee'),
      cell: ({ work: { addresseeId } }) => (
        <bdi>{members.find(({ id }) => id === addresseeId)?.name ?? t('parts.none')}</bdi>
      ),
      width: 130,
      extra: true,
    },
  ]
}

function titleCell(insight: WorkedInsight, { t, f }: Beside) {
  const unnamed = t('library.unnamed')
  const { sort } = insight.fields
  return (
    <span className={css.title}>
      <SortSign sort={sortOf(sort)} />
      <span className={css.lines}>
        <bdi>{insightName(insight, f.language, unnamed)}</bdi>
        <bdi className={css.second}>{arisenText(insight, f.language, unnamed)}</bdi>
      </span>
    </span>
  )
}

function stateCell({ work: { status, until, escalation } }: WorkedInsight, { t, f, members }: Beside) {
  return (
    <span className={css.lines}>
      <StateWord state={status} />
      {until === null ? null : (
        <span className={css.second}>{t('insightMonitor.until', { day: f.date(Date.parse(until)) })}</span>
      )}
      {escalation === null ? null : (
        <span className={css.raised}>
          <IconFlag3 size={13} stroke={1.8} aria-hidden />
          <bdi className={css.second}>
            {t('insightMonitor.escalatedTo', { name: members.find(({ id }) => id === escalation.to)?.name ?? '…' })}
          </bdi>
        </span>
      )}
    </span>
  )
}

function waitCell(since: string | null, { t }: Beside) {
  if (since === null) return t('parts.none')
  const late = Date.now() - Date.parse(since) > LATE_MS
  return (
    <span className={late ? css.late : undefined}>
      <Since at={since} />
    </span>
  )
}

function measureColumn(measure: Measure, beside: Beside): ListColumn<WorkedInsight> {
  const { key, label, criterion } = measure
  const { f, may, change, t } = beside
  const [, own = ''] = key.split('.', 2)
  const cell = (insight: WorkedInsight) => {
    const { work, id } = insight
    if (criterion === null) return valueText(work.scores[own], f)
    if (!may('insights.work', { ownerId: work.department.id })) return valueText(work.inputs[own], f)
    const name = insightName(insight, f.language, t('library.unnamed'))
    const give = (value: number | null) =>
      change(
        [{ id, version: work.version }],
        { do: 'scores', inputs: { [own]: value } },
        t('insightMonitor.given', { name, scale: label, value: valueText(value, f) }),
      )
    return <ScoreCell criterion={criterion} label={`${label}: ${name}`} value={work.inputs[own] ?? null} give={give} />
  }
  const extra = SHOWN.has(key) ? {} : { extra: true }
  return { id: key, label, cell, sort: key, downFirst: true, align: 'end', width: 112, grow: 0, ...extra }
}

const changedColumn = ({ t }: Beside): ListColumn<WorkedInsight> => ({
  id: 'changed',
  label: t('insightMonitor.changed'),
  cell: ({ work: { changedAt } }) => <Since at={changedAt} />,
  sort: 'changed',
  downFirst: true,
  width: 130,
  grow: 0,
  extra: true,
})
