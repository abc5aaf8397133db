// What customers said in their own words, newest first: narrowed by the address, opened in a panel.
import { IconMessage2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { call, pathOf } from '../api.ts'
import { sourcesQuery } from '../app/data.ts'
import { useMay } from '../app/member.ts'
import { volumesQuery } from '../events/data.ts'
import { DataList } from '../list/DataList.tsx'
import type { ListFilter } from '../list/shape.ts'
import { ButtonLink } from '../parts/Button.tsx'
import { Page } from '../parts/Page.tsx'
import { usePages } from '../parts/pages.ts'
import { Empty } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { countsQuery, countsText, queryOf } from './data.ts'
import { FeedbackPanel } from './FeedbackPanel.tsx'
import { feedbackColumns } from './feedback-columns.tsx'

const LIVE_MS = 5000
const NAME_LENGTH = 60

/** The screen. */
export function FeedbackList() {
  const { t, f } = useWords()
  const may = useMay()
  const search = useSearch({ from: '/shell/feedback' })
  const navigate = useNavigate()
  const { open, ...narrowing } = search
  const personal = may('personal.read')
  const key = JSON.stringify([narrowing, personal])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all of it; "now" must not make another question with every drawing.
  const query = useMemo(() => queryOf(narrowing, personal, Date.now()), [key])
  const pages = usePages(
    ['feedback', 'list', query],
    (cursor, signal) => call('listFeedback', { query: { ...query, cursor, limit: 100 } }, signal),
    LIVE_MS,
  )
  const counts = useQuery(countsQuery(query)).data
  const show = (id: string | undefined) =>
    void navigate({ to: '/feedback', search: { ...narrowing, ...(id === undefined ? {} : { open: id }) } })
  return (
    <Page title={t('feedback.title')} fill>
      <DataList
        name="feedback"
        label={t('feedback.title')}
        columns={feedbackColumns(t, f)}
        pages={pages}
        idOf={({ id }) => id}
        nameOf={({ text }) => text.slice(0, NAME_LENGTH)}
        open={({ id }) => show(id)}
        openId={open}
        filters={useFilters(personal)}
        {...(personal ? { find: t('feedback.find') } : {})}
        exportHref={pathOf('/api/v1/feedback/export', {}, { ...query, language: undefined })}
        note={counts === undefined ? undefined : countsText(t, f, counts)}
        filtered={search.at !== undefined}
        empty={<NoFeedback />}
      />
      {open === undefined ? null : <FeedbackPanel id={open} at={search.at} close={() => show(undefined)} />}
    </Page>
  )
}

function useFilters(personal: boolean): ListFilter[] {
  const { t } = useWords()
  const may = useMay()
  const sources = useQuery({ ...sourcesQuery, enabled: may('sources.read') }).data?.items ?? []
  const channels = useQuery(volumesQuery({ span: '28d', by: 'channel' })).data?.groups ?? []
  const choice = (id: string, label: string, choices: readonly { value: string; label: string }[]) =>
    ({ id, kind: 'choice', label, choices }) as const
  return [
    choice(
      'sentiment',
      t('feedback.sentiment'),
      (['negative', 'neutral', 'positive'] as const).map((value) => ({
        value,
        label: t(`feedback.sentiments.${value}`),
      })),
    ),
    choice(
      'language',
      t('feedback.language'),
      (['de', 'en', 'other'] as const).map((value) => ({ value, label: t(`feedback.languages.${value}`) })),
    ),
    choice(
      'kind',
      t('feedback.sort'),
      (['answer', 'review', 'research'] as const).map((value) => ({ value, label: t(`feedback.sorts.${value}`) })),
    ),
    choice('insight', t('feedback.insight'), [
      { value: 'any', label: t('feedback.withInsight') },
      { value: 'none', label: t('feedback.withoutInsight') },
    ]),
    choice('corrected', t('feedback.corrected'), [
      { value: 'yes', label: t('feedback.correctedYes') },
      { value: 'no', label: t('feedback.correctedNo') },
    ]),
    choice(
      'channel',
      t('feedback.channel'),
      channels.map(({ key, label }) => ({ value: key, label })),
    ),
    choice(
      'source',
      t('feedback.source'),
      sources.map(({ id, name }) => ({ value: id, label: name })),
    ),
    ...(personal ? [{ id: 'product', kind: 'text', label: t('feedback.product') } as const] : []),
    { id: 'since', kind: 'date', label: t('feedback.since') },
    { id: 'until', kind: 'date', label: t('feedback.until') },
  ]
}

function NoFeedback() {
  const { t } = useWords()
  const may = useMay()
  return (
    <Empty
      icon={IconMessage2}
      title={t('feedback.none')}
      action={
        may('sources.manage') ? (
          <ButtonLink kind="primary" to="/sources">
            {t('feedback.noneAction')}
          </ButtonLink>
        ) : undefined
      }
    >
      <p>{t('feedback.noneText')}</p>
    </Empty>
  )
}
