// How many events, when, and of what: by event, source or channel, each row leading to its events.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Card } from '../parts/Card.tsx'
import { Choices } from '../parts/Choices.tsx'
import { Page } from '../parts/Page.tsx'
import { useWords } from '../words/use.ts'
import { EventTabs } from './EventTabs.tsx'
import css from './events.module.css'
import { VolumePart } from './VolumePart.tsx'

const sinceOf = { '24h': 'h24', '7d': 'd7', '28d': undefined } as const

/** The screen. */
export function Volumes() {
  const { t } = useWords()
  const { span = '7d', by = 'name' } = useSearch({ from: '/shell/events/volumes' })
  const navigate = useNavigate()
  const go = (search: { span?: typeof span; by?: typeof by }) =>
    void navigate({ to: '/events/volumes', search: { span, by, ...search }, replace: true })
  const since = sinceOf[span]
  return (
    <Page title={t('events.title')} fill>
      <EventTabs />
      <div className={css.page}>
        <div className={css.bar}>
          <Choices
            label={t('events.volumes.span')}
            choices={[
              { value: '24h', label: t('events.volumes.h24') },
              { value: '7d', label: t('events.volumes.d7') },
              { value: '28d', label: t('events.volumes.d28') },
            ]}
            chosen={span}
            choose={(value) => go({ span: value })}
          />
          <Choices
            label={t('events.volumes.by')}
            choices={[
              { value: 'name', label: t('events.volumes.name') },
              { value: 'source', label: t('events.volumes.source') },
              { value: 'channel', label: t('events.volumes.channel') },
            ]}
            chosen={by}
            choose={(value) => go({ by: value })}
          />
        </div>
        <Card title={t('events.volumes.title')}>
          <VolumePart
            query={{ span, by }}
            linkOf={(key) => ({ to: '/events', search: { [by]: key, ...(since === undefined ? {} : { since }) } })}
          />
        </Card>
      </div>
    </Page>
  )
}
