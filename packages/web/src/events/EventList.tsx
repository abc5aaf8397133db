// Events of the workspace as they come, and all that came before: newest first, narrowed by the address, opened in a panel.
import type { EventItem } from '@lotse/protocol'
import { IconPlugConnected } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo, useReducer, useState } from 'react'
import { pathOf } from '../api.ts'
import { sourcesQuery } from '../app/data.ts'
import { useMay } from '../app/member.ts'
import { DataList } from '../list/DataList.tsx'
import type { ListFilter } from '../list/shape.ts'
import { type Connection, useStream } from '../live/use.ts'
import { Button, ButtonLink } from '../parts/Button.tsx'
import { LiveMark, LiveNotice } from '../parts/Connection.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { Switch } from '../parts/Switch.tsx'
import { Empty } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { namesQuery, tailPath, useEventPages, volumesQuery } from './data.ts'
import { EventPanel } from './EventPanel.tsx'
import { EventTabs } from './EventTabs.tsx'
import { eventColumns } from './event-columns.tsx'
import css from './events.module.css'
import { queryOf, sinceChoices, timesOf } from './filter.ts'
import { noTail, type TailChange, tailAfter } from './tail.ts'

const idOf = (event: EventItem): string => event.id

/** The screen. Another filter is another list. */
export function EventList() {
  const { name, source, channel, customer, property, since, until } = useSearch({ from: '/shell/events' })
  return <Events key={JSON.stringify([name, source, channel, customer, property, since, until])} />
}

function Events() {
  const { t, f } = useWords()
  const search = useSearch({ from: '/shell/events' })
  const navigate = useNavigate()
  const may = useMay()
  const [live, setLive] = useState(true)
  const [tail, change] = useReducer(tailAfter, noTail)
  const [connection, setConnection] = useState<Connection>({ state: 'connecting', since: null })
  const { pages, items, place, searchedTo } = useEventPages(search)
  const known = useMemo(() => new Set(items.map(idOf)), [items])
  const { over, hold } = usePointed()
  const held = !live || over || search.open !== undefined
  const rows = useMemo(
    () => [...tail.shown, ...items.filter(({ id }) => !tail.shown.some((one) => one.id === id))],
    [tail.shown, items],
  )
  const show = (id: string | undefined) =>
    void navigate({
      to: '/events',
      search: ({ open: _, ...rest }) => (id === undefined ? rest : { ...rest, open: id }),
    })
  const query = queryOf(search)
  const reload = () => {
    change({ kind: 'clear' })
    void pages.refetch()
  }
  // A list that ends in the past does not grow.
  const grows = place !== undefined && search.until === undefined
  return (
    <Page title={t('events.title')} beside={grows ? <LiveMark connection={connection} /> : undefined} fill>
      <EventTabs />
      <LiveNotice connection={connection} />
      {tail.dropped > 0 ? <Dropped count={tail.dropped} reload={reload} /> : null}
      {grows ? (
        <TailOf path={tailPath(query, place)} hold={held} known={known} change={change} told={setConnection} />
      ) : null}
      <div className={css.list} {...hold}>
        <DataList
          name="events"
          label={t('events.title')}
          columns={eventColumns(t, f, may)}
          pages={{ ...pages, data: pages.data === undefined ? undefined : rows }}
          idOf={idOf}
          nameOf={(event) => event.name}
          open={({ id }) => show(id)}
          openId={search.open}
          filters={useFilters(search.since)}
          exportHref={pathOf(
            '/api/v1/events/export',
            {},
            { ...query, ...timesOf(search, Date.now()), language: f.language },
          )}
          note={searchedTo === null ? undefined : t('events.searchedTo', { time: f.minute(Date.parse(searchedTo)) })}
          tools={
            <div className={css.live}>
              <Switch
                label={t('events.live.on')}
                checked={live}
                onChange={(event) => setLive(event.currentTarget.checked)}
              />
            </div>
          }
          fresh={{ count: tail.held.length, show: () => change({ kind: 'show' }) }}
          empty={<NoEvents />}
        />
      </div>
      {search.open === undefined ? null : <EventPanel id={search.open} close={() => show(undefined)} />}
    </Page>
  )
}

/** Whether somebody points at the list: nothing moves under the pointer. */
function usePointed() {
  const [over, setOver] = useState(false)
  return { over, hold: { onPointerEnter: () => setOver(true), onPointerLeave: () => setOver(false) } }
}

type TailGiven = {
  readonly path: string
  readonly hold: boolean
  readonly known: ReadonlySet<string>
  readonly change: (change: TailChange) => void
  readonly told: (connection: Connection) => void
}

/** Listens while it is there; draws nothing. What waited because of the pointer comes in when the pointer has left. */
function TailOf({ path, hold, known, change, told }: TailGiven): ReactNode {
  const connection = useStream(path, 'events', (data) => change({ kind: 'came', tail: data as never, hold, known }))
  useEffect(() => told(connection), [told, connection])
  return null
}

function Dropped({ count, reload }: { count: number; reload: () => void }) {
  const { t, f } = useWords()
  return (
    <Notice kind="attention" action={<Button onClick={reload}>{t('events.reload')}</Button>}>
      {t('events.dropped', { count, formatted: f.whole(count) })}
    </Notice>
  )
}

function useFilters(since: string | undefined): ListFilter[] {
  const { t, f } = useWords()
  const may = useMay()
  const names = useQuery(namesQuery()).data?.items ?? []
  const sources = useQuery({ ...sourcesQuery, enabled: may('sources.read') }).data?.items ?? []
  const channels = useQuery(volumesQuery({ span: '28d', by: 'channel' })).data?.groups ?? []
  return [
    {
      id: 'name',
      kind: 'choice',
      label: t('events.filter.name'),
      choices: names.map(({ name }) => ({ value: name, label: name })),
    },
    {
      id: 'source',
      kind: 'choice',
      label: t('events.filter.source'),
      choices: [
        ...sources.map(({ id, name }) => ({ value: id, label: name })),
        { value: 'own', label: t('events.own') },
      ],
    },
    {
      id: 'channel',
      kind: 'choice',
      label: t('events.filter.channel'),
      choices: channels.map(({ key, label }) => ({ value: key, label })),
    },
    { id: 'since', kind: 'choice', label: t('events.filter.since'), choices: sinceChoices(t, f, since) },
    { id: 'until', kind: 'date', label: t('events.filter.until') },
    { id: 'property', kind: 'text', label: t('events.filter.property'), placeholder: t('events.filter.propertyHint') },
    { id: 'customer', kind: 'text', label: t('events.filter.customer') },
  ]
}

function NoEvents() {
  const { t } = useWords()
  const may = useMay()
  return (
    <Empty
      icon={IconPlugConnected}
      title={t('events.none')}
      action={
        may('sources.read') ? (
          <ButtonLink kind="primary" to="/sources">
            {t('events.noneAction')}
          </ButtonLink>
        ) : undefined
      }
    >
      <p>{t('events.noneText')}</p>
    </Empty>
  )
}
