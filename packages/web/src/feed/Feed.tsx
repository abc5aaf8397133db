// The feed: what is new at what the reader's units own, by day, narrowed by the address. Asks again by itself every few seconds.
import type { FeedItem } from '@lotse/protocol'
import { IconRss } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { call } from '../api.ts'
import { ownerAsked, useOwnerFilter } from '../owners/use-units.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Page } from '../parts/Page.tsx'
import { usePages } from '../parts/pages.ts'
import { Select } from '../parts/Select.tsx'
import { Switch } from '../parts/Switch.tsx'
import { Empty, Failure, Loading } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { FEED_EVERY_MS, feedStateQuery } from './data.ts'
import { FeedRow } from './FeedRow.tsx'
import { FeedTabs } from './FeedTabs.tsx'
import css from './feed.module.css'
import { shownKinds } from './kinds.ts'
import { useMark } from './use-mark.ts'

const PAGE = 50

/** The screen. */
export function Feed() {
  const { t } = useWords()
  const search = useSearch({ from: '/shell/feed' })
  const kind = shownKinds.find((one) => one === search.what)
  const { journey, touchpoint } = search
  const [ownerId, unread] = [ownerAsked(search.owner), search.unread === 'true' ? ('true' as const) : undefined]
  const asked = { kind, journey, touchpoint, ownerId, unread }
  const pages = usePages(
    ['feed', 'list', asked],
    (cursor, signal) => call('listFeed', { query: { ...asked, cursor, limit: PAGE } }, signal),
    FEED_EVERY_MS,
  )
  const { data, isError, error, refetch } = pages
  const narrowed = Object.values(asked).some((one) => one !== undefined)
  return (
    <Page title={t('feed.title')} actions={<AllRead />}>
      <FeedTabs />
      <div className={css.page}>
        <Narrowing />
        {data !== undefined ? (
          <Days items={data} narrowed={narrowed} />
        ) : isError ? (
          <Failure failure={error} retry={() => void refetch()} />
        ) : (
          <Loading />
        )}
        {pages.hasNextPage ? (
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('feed.more')}
          </Button>
        ) : null}
      </div>
    </Page>
  )
}

/** Everything was seen, up to now. */
function AllRead() {
  const { t } = useWords()
  const { data } = useQuery(feedStateQuery)
  const { readAll } = useMark()
  if (data === undefined || data.unread === 0) return null
  const readTo = () => new Date().toISOString()
  return (
    <Button busy={readAll.isPending} onClick={() => readAll.mutate({ readTo: readTo(), before: data.readTo })}>
      {t('feed.readAll')}
    </Button>
  )
}

/** What the list is narrowed to; kept in the address. */
function Narrowing() {
  const { t } = useWords()
  const search = useSearch({ from: '/shell/feed' })
  const navigate = useNavigate({ from: '/feed' })
  const owners = useOwnerFilter()
  const change = (more: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...more }), replace: true })
  const any = { value: '', label: t('list.any') }
  return (
    <div className={css.narrowing}>
      <Select
        label={t('feed.kind')}
        value={search.what ?? ''}
        onChange={(event) => change({ what: event.currentTarget.value || undefined })}
        choices={[any, ...shownKinds.map((value) => ({ value, label: t(`feed.kinds.${value}`) }))]}
      />
      {owners.kind === 'choice' ? (
        <Select
          label={owners.label}
          value={search.owner ?? ''}
          onChange={(event) => change({ owner: event.currentTarget.value || undefined })}
          choices={[any, ...owners.choices]}
        />
      ) : null}
      <Switch
        label={t('feed.onlyNew')}
        checked={search.unread === 'true'}
        onChange={(event) => change({ unread: event.currentTarget.checked ? 'true' : undefined })}
      />
      {search.journey !== undefined || search.touchpoint !== undefined ? (
        <Button kind="quiet" onClick={() => change({ journey: undefined, touchpoint: undefined })}>
          {t('feed.everywhere')}
        </Button>
      ) : null}
    </div>
  )
}

function Days({ items, narrowed }: { readonly items: readonly FeedItem[]; readonly narrowed: boolean }) {
  const { f } = useWords()
  if (items.length === 0) return <Nothing narrowed={narrowed} />
  const days: [string, FeedItem[]][] = []
  for (const item of items) {
    const day = f.day(Date.parse(item.at))
    const last = days.at(-1)
    if (last?.[0] === day) last[1].push(item)
    else days.push([day, [item]])
  }
  return days.map(([day, of]) => (
    <Card key={day} title={day} flush>
      <ul className={css.rows}>
        {of.map((item) => (
          <FeedRow key={item.id} item={item} />
        ))}
      </ul>
    </Card>
  ))
}

/** Why there is nothing, and what to do about it. */
function Nothing({ narrowed }: { readonly narrowed: boolean }) {
  const { t } = useWords()
  const { data } = useQuery(feedStateQuery)
  const why = data?.reads === 'nothing' ? 'noUnit' : narrowed ? 'noMatch' : 'none'
  return (
    <Empty icon={IconRss} title={t(`feed.empty.${why}.title`)}>
      <p>{t(`feed.empty.${why}.text`)}</p>
    </Empty>
  )
}
