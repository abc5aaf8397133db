// All measures with their type, their state and whether they helped; above them how improving goes, and which journeys have none.
import { nameIn } from '@lotse/core/atlas'
import { impactVerdicts, type Measure, measureStates, measureTypes } from '@lotse/protocol'
import { IconPlus, IconTargetArrow } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useRouter, useSearch } from '@tanstack/react-router'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { DataList } from '../list/DataList.tsx'
import type { ListColumn, ListFilter } from '../list/shape.ts'
import { ownerAsked, useOwnerFilter, useOwnerName } from '../owners/use-units.ts'
import { ButtonLink } from '../parts/Button.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Page } from '../parts/Page.tsx'
import { usePages } from '../parts/pages.ts'
import { Since } from '../parts/Since.tsx'
import { Empty } from '../parts/states.tsx'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'
import { improvementQuery } from './data.ts'
import { changeText } from './figures.ts'
import css from './measures.module.css'
import { Verdict } from './Verdict.tsx'

const PAGE = 100
const NAMED_MAX = 5
const idOf = ({ id }: Measure): string => id

/** The screen. */
export function MeasureList() {
  const { t } = useWords()
  const search = useSearch({ from: '/shell/measures' })
  const state = measureStates.find((one) => one === search.state)
  const type = measureTypes.find((one) => one === search.type)
  const verdict = impactVerdicts.find((one) => one === search.verdict)
  const { find } = search
  const ownerId = ownerAsked(search.owner)
  const pages = usePages(['measures', 'list', find, ownerId, state, type, verdict], (cursor, signal) =>
    call('listMeasures', { query: { find, ownerId, state, type, verdict, cursor, limit: PAGE } }, signal),
  )
  const create = useNewMeasure() ? <ButtonLink to="/measures/new">{t('measures.create')}</ButtonLink> : undefined
  return (
    <Page title={t('measures.title')} actions={create} fill>
      <Improvement />
      <DataList
        name="measures"
        label={t('measures.title')}
        columns={useColumns()}
        pages={pages}
        idOf={idOf}
        nameOf={({ fields }) => fields.name}
        linkOf={({ id }) => ({ to: '/measures/$measureId', params: { measureId: id } })}
        find={t('measures.find')}
        filters={useFilters()}
        empty={
          <Empty icon={IconTargetArrow} title={t('measures.none')} action={create}>
            <p>{t('measures.noneText')}</p>
          </Empty>
        }
      />
    </Page>
  )
}

function useFilters(): ListFilter[] {
  const { t } = useWords()
  const ownerFilter = useOwnerFilter()
  const choices = <V extends string>(values: readonly V[], labelOf: (value: V) => string) =>
    values.map((value) => ({ value, label: labelOf(value) }))
  return [
    ownerFilter,
    {
      id: 'state',
      kind: 'choice',
      label: t('measures.field.state'),
      choices: choices(measureStates, (one) => t(`measures.state.${one}`)),
    },
    {
      id: 'type',
      kind: 'choice',
      label: t('measures.field.type'),
      choices: choices(measureTypes, (one) => t(`measures.type.${one}`)),
    },
    {
      id: 'verdict',
      kind: 'choice',
      label: t('measures.field.verdict'),
      choices: choices(impactVerdicts, (one) => t(`measures.verdict.${one}`)),
    },
  ]
}

function useColumns(): ListColumn<Measure>[] {
  const { t, f } = useWords()
  const ownerName = useOwnerName()
  return [
    { id: 'name', label: t('measures.one'), cell: ({ fields }) => <bdi>{fields.name}</bdi>, width: 220, grow: 2 },
    { id: 'type', label: t('measures.field.type'), cell: ({ fields }) => t(`measures.type.${fields.type}`) },
    {
      id: 'state',
      label: t('measures.field.state'),
      cell: ({ fields }) => <StateMark tone="plain">{t(`measures.state.${fields.state}`)}</StateMark>,
    },
    {
      id: 'verdict',
      label: t('measures.field.verdict'),
      cell: ({ judged }) => <Verdict verdict={judged?.judgement.verdict ?? 'notYet'} />,
    },
    {
      id: 'change',
      label: t('measures.change'),
      cell: ({ fields: { metric }, judged }) => {
        const estimate = judged?.judgement.estimate
        return metric === null || estimate == null ? null : changeText(t, f, metric, estimate.change)
      },
      align: 'end',
    },
    { id: 'owner', label: t('owners.label'), cell: ({ ownerId }) => <bdi>{ownerName(ownerId)}</bdi> },
    {
      id: 'starts',
      label: t('measures.field.starts'),
      cell: ({ fields: { startsOn } }) => (startsOn === null ? null : f.date(Date.parse(startsOn))),
    },
    { id: 'changed', label: t('templates.changed'), cell: ({ changedAt }) => <Since at={changedAt} />, extra: true },
  ]
}

/** How often measures helped, and the journeys that none is about. */
function Improvement() {
  const { t, f } = useWords()
  const { data } = useQuery(improvementQuery)
  if (data === undefined) return null
  const { success, journeys } = data
  const { without } = journeys
  return (
    <div className={css.above}>
      {success.rate === null ? null : <span>{t('measures.rate', { share: f.share(success.rate) })}</span>}
      {without.length === 0 ? null : (
        <span>
          {t('measures.without', { count: without.length, formatted: f.whole(without.length) })}{' '}
          {without.slice(0, NAMED_MAX).map((journey, at) => (
            <span key={journey.id}>
              {at === 0 ? '' : ', '}
              <Link to="/journeys/$journeyId" params={{ journeyId: journey.id }}>
                <bdi>{nameIn(journey.name, f.language) || t('journeys.unnamed')}</bdi>
              </Link>
            </span>
          ))}
          {without.length > NAMED_MAX ? ' …' : ''}
        </span>
      )}
    </div>
  )
}

/** Offers to write one down. Answers whether the member may. */
function useNewMeasure(): boolean {
  const { t } = useWords()
  const router = useRouter()
  const allowed = useMay()('measures.edit')
  const run = () => void router.navigate({ to: '/measures/new' })
  useCommands(
    allowed
      ? [{ id: 'make./measures/new', label: t('measures.create'), group: 'create', keys: 'n', icon: IconPlus, run }]
      : [],
  )
  return allowed
}
