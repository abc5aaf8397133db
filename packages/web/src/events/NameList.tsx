// Every event that was ever seen: how often now, against a week ago, and whether its contents changed.
import type { EventNameItem } from '@lotse/protocol'
import { IconPlugConnected } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { DataList } from '../list/DataList.tsx'
import type { ListColumn } from '../list/shape.ts'
import { StateMark } from '../parts/Mark.tsx'
import { Page } from '../parts/Page.tsx'
import { usePages } from '../parts/pages.ts'
import { Since } from '../parts/Since.tsx'
import { Empty } from '../parts/states.tsx'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { EventTabs } from './EventTabs.tsx'
import { changeText } from './VolumePart.tsx'

const LIVE_MS = 30_000
const nameOf = ({ name }: EventNameItem): string => name

/** The screen. */
export function NameList() {
  const { t, f } = useWords()
  const may = useMay()
  const { find } = useSearch({ from: '/shell/events/names' })
  const pages = usePages(
    ['event-names', find],
    (_, signal) => call('listEventNames', { query: find === undefined ? {} : { find } }, signal),
    LIVE_MS,
  )
  return (
    <Page title={t('events.title')} fill>
      <EventTabs />
      <DataList
        name="event-names"
        label={t('events.tab.names')}
        columns={columnsIn(t, f)}
        pages={pages}
        idOf={nameOf}
        nameOf={nameOf}
        {...(may('events.read')
          ? { linkOf: ({ name }: EventNameItem) => ({ to: '/events/schema', search: { name } }) }
          : {})}
        find={t('events.names.find')}
        empty={
          <Empty icon={IconPlugConnected} title={t('events.none')}>
            <p>{t('events.noneText')}</p>
          </Empty>
        }
      />
    </Page>
  )
}

function columnsIn(t: Translate, f: Format): ListColumn<EventNameItem>[] {
  return [
    { id: 'name', label: t('events.names.name'), cell: ({ name }) => <bdi>{name}</bdi>, width: 220, grow: 2 },
    { id: 'kind', label: t('events.panel.kind'), cell: ({ kind }) => t(`events.kind.${kind}`), width: 110, grow: 0 },
    { id: 'day', label: t('events.names.day'), cell: ({ day }) => f.whole(day), width: 110, grow: 0, align: 'end' },
    {
      id: 'change',
      label: t('events.names.change'),
      cell: ({ day, dayBefore }) =>
        dayBefore === 0 ? '–' : `${f.whole(dayBefore)} (${changeText(f, day, dayBefore)})`,
      width: 150,
      grow: 0,
      align: 'end',
    },
    {
      id: 'events',
      label: t('events.names.events'),
      cell: ({ events }) => f.whole(events),
      width: 110,
      grow: 0,
      align: 'end',
    },
    {
      id: 'properties',
      label: t('events.names.properties'),
      cell: ({ properties }) => f.whole(properties),
      width: 120,
      grow: 0,
      align: 'end',
    },
    {
      id: 'news',
      label: t('events.names.news'),
      cell: ({ news }) =>
        news === 0 ? null : (
          <StateMark tone="info">{t('events.names.newsCount', { count: news, formatted: f.whole(news) })}</StateMark>
        ),
      width: 150,
      grow: 0,
    },
    {
      id: 'last',
      label: t('events.names.last'),
      cell: ({ lastSeenAt }) => <Since at={lastSeenAt} />,
      width: 130,
      grow: 0,
    },
    {
      id: 'first',
      label: t('events.names.first'),
      cell: ({ firstSeenAt }) => f.date(Date.parse(firstSeenAt)),
      width: 130,
      grow: 0,
      extra: true,
    },
  ]
}
