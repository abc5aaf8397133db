// What the list of insights is narrowed by besides owners and products: the journey, phase, step or touchpoint where they arose, and their sort. Asks for names alone.
import { type AtlasKind, type AtlasRecord, insightSorts } from '@lotse/protocol'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { nameIn } from '../../canvas/texts.ts'
import type { ListFilter } from '../../list/shape.ts'
import { type Texts, useListState } from '../../list/use-list-state.ts'
import { useWords } from '../../words/use.ts'
import { choicesQuery } from '../narrowing.ts'
import { type Arising, arisingAsked } from './arising.ts'

const CHOICES_MAX = 200

/** Phases or steps of a journey that one can narrow by (at most 200). */
const insideQuery = (kind: 'phase' | 'step', journey: string | undefined) =>
  queryOptions({
    queryKey: ['records', 'choices', kind, journey],
    queryFn: async ({ signal }) =>
      (await call('listRecords', { query: { kind, journey, limit: CHOICES_MAX } }, signal))
        .items as readonly AtlasRecord[],
    enabled: journey !== undefined,
  })

/** The filters of a list of a kind, none but for insights; `asked`: what they ask the server for now. */
export function useArising(kind: AtlasKind): { readonly filters: readonly ListFilter[]; readonly asked: Arising } {
  const { t, f } = useWords()
  const { state } = useListState()
  const on = kind === 'insight'
  const journey = on ? state['journey'] : undefined
  const journeys = useQuery({ ...choicesQuery('journey'), enabled: on }).data
  const touchpoints = useQuery({ ...choicesQuery('touchpoint'), enabled: on }).data
  const phases = useQuery(insideQuery('phase', journey)).data
  const steps = useQuery(insideQuery('step', journey)).data
  if (!on) return NOTHING
  const order = new Intl.Collator(f.language)
  const choice = (
    id: 'journey' | 'phase' | 'step' | 'touchpoint',
    records: readonly AtlasRecord[] = [],
  ): ListFilter[] => {
    const choices = records.map((record) => ({
      value: record.id,
      label: nameIn(record, f.language) || t('library.unnamed'),
    }))
    if (choices.length === 0) return []
    const sorted = choices.toSorted((a, b) => order.compare(a.label, b.label))
    return [{ id, kind: 'choice', label: t(`insights.filter.${id}`), choices: sorted }]
  }
  const inside = journey === undefined ? [] : [...choice('phase', phases), ...choice('step', steps)]
  const sorts = insightSorts.map((value) => ({ value, label: t(`library.choice.${value}`) }))
  return {
    filters: [
      { id: 'what', kind: 'choice', label: t('insights.filter.what'), choices: sorts },
      ...choice('journey', journeys),
      ...inside,
      ...choice('touchpoint', touchpoints),
    ],
    asked: arisingAsked(state satisfies Texts, { phase: idsOf(phases), step: idsOf(steps) }),
  }
}

const NOTHING = { filters: [], asked: {} } as const
const idsOf = (records: readonly AtlasRecord[] | undefined) => records?.map(({ id }) => id)
