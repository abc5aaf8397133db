// The filters of monitor, matrix and board: what can be chosen, and what the address asks for now. Asks for names alone.
import { evidenceLevels, insightStates, priorities } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useMe } from '../app/member.ts'
import { membersQuery } from '../atlas/data.ts'
import { useArising } from '../atlas/insights/use-arising.ts'
import { useNarrowing } from '../atlas/narrowing.ts'
import type { ListFilter } from '../list/shape.ts'
import { useListState } from '../list/use-list-state.ts'
import { indented, useUnits } from '../owners/use-units.ts'
import { treeOf } from '../settings/unit-tree.ts'
import { useWords } from '../words/use.ts'
import { narrowingAsked, stateSets } from './asked.ts'

const WAITING_DAYS = [7, 14, 30, 90] as const

/** The filters; `asked`: what they ask the server for. @param but - the name of one that this screen does without. */
export function useAsked(but?: string) {
  const { state } = useListState()
  const arising = useArising('insight')
  const using = useNarrowing('insight')
  const [first, ...places] = arising.filters
  const own = useOwnFilters()
  const people = usePeopleFilters()
  const sorts = first === undefined ? [] : [first]
  const filters = [...own, ...useUnitFilter(), ...people, ...sorts, ...places, ...using.filters]
  const { status, ...rest } = narrowingAsked(state)
  const { uses } = using
  return {
    filters: filters.filter(({ id }) => id !== but),
    asked: {
      ...rest,
      ...(status === undefined || but === 'status' ? {} : { status }),
      ...arising.asked,
      ...(uses === undefined ? {} : { uses }),
    },
    state,
  }
}

/** Those of the work: state, priority, evidence, how long somebody waits. */
function useOwnFilters(): ListFilter[] {
  const { t, f } = useWords()
  const sets = Object.keys(stateSets) as (keyof typeof stateSets)[]
  return [
    {
      id: 'status',
      kind: 'choice',
      label: t('insightMonitor.state'),
      choices: [
        ...sets.map((value) => ({ value, label: t(`insightMonitor.states.${value}`) })),
        ...insightStates.map((value) => ({ value, label: t(`insightWork.state.${value}`) })),
      ],
    },
    {
      id: 'priority',
      kind: 'choice',
      label: t('insightMonitor.priority'),
      choices: [...priorities, 'none' as const].map((value) => ({ value, label: t(`insightWork.priority.${value}`) })),
    },
    {
      id: 'evidence',
      kind: 'choice',
      label: t('insightMonitor.evidence'),
      choices: evidenceLevels.map((value) => ({ value, label: t(`insightWork.level.${value}`) })),
    },
    {
      id: 'waiting',
      kind: 'choice',
      label: t('insightMonitor.waiting'),
      choices: WAITING_DAYS.map((days) => ({
        value: String(days),
        label: t('insightMonitor.waitingDays', { count: days, formatted: f.whole(days) }),
      })),
    },
  ]
}

function useUnitFilter(): ListFilter[] {
  const { t } = useWords()
  const units = useUnits()
  const mine = useMe().units.length > 0
  if (units.length === 0) return []
  return [
    {
      id: 'department',
      kind: 'choice',
      label: t('insightMonitor.department'),
      choices: [
        ...(mine ? [{ value: 'mine', label: t('owners.mine') }] : []),
        ...treeOf(units.filter(({ archivedAt }) => archivedAt === null)).map(({ unit, depth }) => ({
          value: unit.id,
          label: `${indented(unit.name, depth)} (${t(`units.kind.${unit.kind}`)})`,
        })),
        { value: 'none', label: t('insightMonitor.nobodyInCharge') },
        { value: 'several', label: t('insightMonitor.severalInCharge') },
      ],
    },
  ]
}

function usePeopleFilters(): ListFilter[] {
  const { t, f } = useWords()
  const members = useQuery(membersQuery).data ?? []
  const order = new Intl.Collator(f.language)
  const people = members
    .map(({ id, name }) => ({ value: id, label: name }))
    .toSorted((a, b) => order.compare(a.label, b.label))
  return [
    {
      id: 'addressee',
      kind: 'choice',
      label: t('insightMonitor.addressee'),
      choices: [
        { value: 'mine', label: t('insightMonitor.me') },
        { value: 'none', label: t('insightMonitor.nobodyYet') },
        ...people,
      ],
    },
    {
      id: 'escalated',
      kind: 'choice',
      label: t('insightMonitor.escalated'),
      choices: [{ value: 'mine', label: t('insightMonitor.toMe') }, ...people],
    },
  ]
}
