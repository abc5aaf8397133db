// How the reader's feed comes to them: digests and alerts by mail, and addresses at which other programs read it.
import type { FeedDelivery as Wish } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { Select } from '../parts/Select.tsx'
import { Switch } from '../parts/Switch.tsx'
import { Answer } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import { deliveryQuery } from './data.ts'
import { FeedLinks } from './FeedLinks.tsx'
import { FeedTabs } from './FeedTabs.tsx'
import css from './feed.module.css'
import { shownCadences } from './kinds.ts'

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The screen. */
export function FeedDelivery() {
  const { t } = useWords()
  const query = useQuery(deliveryQuery)
  return (
    <Page title={t('feed.title')}>
      <FeedTabs />
      <div className={css.column}>
        <Answer query={query}>{(wish) => <ByMail key={wish.version} wish={wish} />}</Answer>
        <FeedLinks />
      </div>
    </Page>
  )
}

type Wished = Omit<Wish, 'version' | 'mail'>

const wishOf = ({ cadence, hour, zone, alerts }: Wish): Wished => ({ cadence, hour, zone, alerts })

function ByMail({ wish }: { readonly wish: Wish }) {
  const { t } = useWords()
  // Whoever says it for the first time means their own clock.
  const [wished, setWished] = useState<Wished>({ ...wishOf(wish), zone: wish.version === 0 ? ZONE : wish.zone })
  const save = useSaving()
  const change = (more: Partial<Wished>) => setWished((before) => ({ ...before, ...more }))
  const { cadence, hour, zone, alerts } = wished
  const zones = [...new Set([zone, ZONE])]
  return (
    <Card title={t('feed.delivery.mail')}>
      <div className="stack">
        {wish.mail ? null : <Notice kind="attention">{t('feed.delivery.noMail')}</Notice>}
        <div className={css.fields}>
          <Select
            label={t('feed.delivery.cadence')}
            value={cadence}
            onChange={({ currentTarget }) =>
              change({ cadence: shownCadences.find((one) => one === currentTarget.value) ?? 'off' })
            }
            choices={shownCadences.map((value) => ({ value, label: t(`feed.delivery.cadences.${value}`) }))}
          />
          {cadence === 'off' ? null : (
            <Select
              label={t('feed.delivery.hour')}
              value={String(hour)}
              onChange={({ currentTarget }) => change({ hour: Number(currentTarget.value) })}
              choices={HOURS.map((value) => ({ value: String(value), label: `${String(value).padStart(2, '0')}:00` }))}
            />
          )}
          {cadence === 'off' ? null : (
            <Select
              label={t('feed.delivery.zone')}
              value={zone}
              onChange={({ currentTarget }) => change({ zone: currentTarget.value })}
              choices={zones.map((value) => ({ value, label: value }))}
            />
          )}
        </div>
        <Switch
          label={t('feed.delivery.alerts')}
          hint={t('feed.delivery.alertsHint')}
          checked={alerts}
          onChange={({ currentTarget }) => change({ alerts: currentTarget.checked })}
        />
        {save.isError ? <Notice kind="harm">{problemText(t, save.error)}</Notice> : null}
        <div>
          <Button
            kind="primary"
            busy={save.isPending}
            onClick={() => save.mutate({ before: wish, body: { ...wished, version: wish.version } })}
          >
            {t('feed.delivery.save')}
          </Button>
        </div>
      </div>
    </Card>
  )
}

/** Keeps a wish, with the way back to the one before. */
function useSaving() {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo } = useUndo()
  const take = (wish: Wish) => client.setQueryData(deliveryQuery.queryKey, wish)
  return useMutation({
    mutationFn: ({ body }: { readonly before: Wish; readonly body: Wished & { readonly version: number } }) =>
      call('setFeedDelivery', { body }),
    onSuccess: (kept, { before }) => {
      take(kept)
      offerUndo(t('feed.delivery.saved'), async () => {
        take(await call('setFeedDelivery', { body: { ...wishOf(before), version: kept.version } }))
      })
    },
  })
}
