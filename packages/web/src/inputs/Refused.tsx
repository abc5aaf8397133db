// Refused events: how many for which reason, and the events themselves; one, some or all of a reason are judged again.
import type { OperationQuery, RefusedEvent } from '@lotse/protocol'
import { IconCircleCheck, IconRefresh } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { call, pathOf, Refused as Refusal } from '../api.ts'
import { sourcesQuery } from '../app/data.ts'
import { useMay } from '../app/member.ts'
import { DataList } from '../list/DataList.tsx'
import type { ListAction, ListColumn, ListFilter } from '../list/shape.ts'
import { StateMark } from '../parts/Mark.tsx'
import { usePages } from '../parts/pages.ts'
import { Since } from '../parts/Since.tsx'
import { Empty } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { RefusedGroups } from './RefusedGroups.tsx'
import { RefusedPanel } from './RefusedPanel.tsx'
import { reasonText } from './reasons.ts'

const PAGE = 100
const idOf = (event: RefusedEvent): string => event.id

/** The part of the screen. */
export function Refused() {
  const { t, f } = useWords()
  const search = useSearch({ from: '/shell/inputs' })
  const navigate = useNavigate()
  const query = queryOf(search)
  const pages = usePages(['refused', query], (cursor, signal) =>
    call('listRefusedEvents', { query: { ...query, cursor, limit: PAGE } }, signal),
  )
  const sources = useQuery(sourcesQuery).data?.items ?? []
  const { open: _, ...others } = search
  const show = (id: string | undefined) =>
    void navigate({ to: '/inputs', search: id === undefined ? others : { ...others, open: id } })
  const opened = pages.data?.find(({ id }) => id === search.open)
  return (
    <>
      <RefusedGroups />
      <DataList
        name="refused-events"
        label={t('inputs.refused')}
        columns={columnsIn(t)}
        pages={pages}
        idOf={idOf}
        nameOf={(event) => event.detail}
        open={({ id }) => show(id)}
        openId={search.open}
        filters={filtersIn(t, sources)}
        filtered={query.code !== undefined || query.field !== undefined}
        actions={useReplay()}
        exportHref={pathOf('/api/v1/refused-events/export', {}, { ...query, language: f.language })}
        empty={
          <Empty icon={IconCircleCheck} title={t('inputs.noneRefused')}>
            <p>{t('inputs.noneRefusedText')}</p>
          </Empty>
        }
      />
      {opened === undefined ? null : <RefusedPanel event={opened} close={() => show(undefined)} />}
    </>
  )
}

type Query = Pick<OperationQuery<'listRefusedEvents'>, 'code' | 'field' | 'source' | 'state'>
type Search = Readonly<Partial<Record<'code' | 'field' | 'source' | 'state', string>>>

/** `field` is `-` in the address for reasons that name none. */
function queryOf({ code, field, source, state }: Search): Query {
  return {
    ...(code === undefined ? {} : { code }),
    ...(field === undefined ? {} : { field: field === '-' ? '' : field }),
    ...(source !== undefined && /^[1-9]\d{0,15}$/.test(source) ? { source } : {}),
    ...(state === 'open' || state === 'replayed' || state === 'discarded' ? { state } : {}),
  }
}

function filtersIn(t: Translate, sources: readonly { readonly id: string; readonly name: string }[]): ListFilter[] {
  return [
    {
      id: 'state',
      kind: 'choice',
      label: t('inputs.state'),
      choices: [
        { value: 'open', label: t('inputs.open') },
        { value: 'replayed', label: t('inputs.replayedState') },
        { value: 'discarded', label: t('inputs.discardedState') },
      ],
    },
    {
      id: 'source',
      kind: 'choice',
      label: t('inputs.group.source'),
      choices: sources.map(({ id, name }) => ({ value: id, label: name })),
    },
    { id: 'code', kind: 'text', label: t('inputs.group.reason') },
    { id: 'field', kind: 'text', label: t('inputs.group.field') },
  ]
}

function columnsIn(t: Translate): ListColumn<RefusedEvent>[] {
  return [
    { id: 'reason', label: t('inputs.group.reason'), cell: ({ code }) => reasonText(t, code), width: 220, grow: 1.4 },
    { id: 'field', label: t('inputs.group.field'), cell: ({ field }) => field ?? '–', width: 110, grow: 0.6 },
    { id: 'source', label: t('inputs.group.source'), cell: ({ source }) => source?.name ?? '–', width: 120, grow: 0.6 },
    {
      id: 'detail',
      label: t('inputs.detail'),
      // As the server says it, which is English everywhere.
      cell: ({ detail }) => (
        <bdi lang="en" className="quiet">
          {detail}
        </bdi>
      ),
      width: 240,
      grow: 2,
    },
    { id: 'at', label: t('inputs.at'), cell: ({ refusedAt }) => <Since at={refusedAt} />, width: 130, grow: 0 },
    {
      id: 'state',
      label: t('inputs.state'),
      cell: ({ replayedAt, discardedAt }) =>
        replayedAt !== null ? (
          <StateMark tone="proof">{t('inputs.replayedState')}</StateMark>
        ) : discardedAt !== null ? (
          <StateMark tone="plain">{t('inputs.discardedState')}</StateMark>
        ) : (
          <StateMark tone="attention">{t('inputs.open')}</StateMark>
        ),
      width: 130,
      grow: 0,
    },
  ]
}

/** Judges the chosen ones again, one after the other; what is refused still is counted and stays. */
function useReplay(): ListAction<RefusedEvent>[] {
  const { t, f } = useWords()
  const may = useMay()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const replay = async (events: readonly RefusedEvent[]) => {
    let replayed = 0
    for (const { id } of events) replayed += (await judged(id)) ? 1 : 0
    const refused = events.length - replayed
    say(t('inputs.replayedCount', { replayed: f.whole(replayed), refused: f.whole(refused) }))
    await Promise.all(['refused', 'refused-groups'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  }
  if (!may('inputs.repair')) return []
  return [
    {
      id: 'inputs.replayRefused',
      label: t('inputs.replayRefused'),
      icon: IconRefresh,
      keys: 'r',
      run: (events) => void replay(events).catch(sayFailure),
    },
  ]
}

/** Whether the event was taken; a refusal of the event itself is no failure. */
async function judged(id: string): Promise<boolean> {
  try {
    await call('replayRefusedEvent', { params: { id }, body: {} })
    return true
  } catch (failure) {
    if (failure instanceof Refusal && failure.code.startsWith('listen.') && failure.status === 400) return false
    throw failure
  }
}
