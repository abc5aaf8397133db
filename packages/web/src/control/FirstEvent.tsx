// Teaches a workspace without events: how to send the first one, and the moment it arrives. Gone once events were there before.
import type { LiveSnapshot } from '@lotse/protocol'
import { IconCircleCheck } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { sourcesQuery, statsQuery } from '../app/data.ts'
import { useMay } from '../app/member.ts'
import { Button, ButtonLink } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Answer, Failure } from '../parts/states.tsx'
import { Snippets } from '../sources/Snippets.tsx'
import { useWords } from '../words/use.ts'
import css from './first.module.css'

type Newest = LiveSnapshot['recent'][number] | undefined

/** The card, or nothing where events were there when the screen was opened. */
export function FirstEvent({ newest }: { newest: Newest }) {
  const { t } = useWords()
  const { data: stats } = useQuery({ ...statsQuery, staleTime: Number.POSITIVE_INFINITY })
  const [atOpening] = useState(newest)
  const [first, remember] = useState(newest)
  if (first === undefined && newest !== undefined) remember(newest)
  if (stats === undefined || stats.events.accepted > 0 || atOpening !== undefined) return null
  return (
    <Card title={first === undefined ? t('control.first.title') : t('control.first.done')}>
      <div className={css.first}>
        {first === undefined ? <Lesson /> : null}
        <Waiting newest={first} />
      </div>
    </Card>
  )
}

function Waiting({ newest }: { newest: Newest }) {
  const { t } = useWords()
  if (newest === undefined)
    return (
      <p className={css.waiting} role="status">
        <span className={css.pulse} aria-hidden />
        {t('control.first.waiting')}
      </p>
    )
  return (
    <p className={css.waiting} data-arrived="true" role="status">
      <IconCircleCheck size={18} stroke={1.8} aria-hidden />
      {t('control.first.arrived', { name: newest.name })}
      <ButtonLink to="/customers/$customerId" params={{ customerId: newest.customerId }}>
        {t('control.first.see')}
      </ButtonLink>
    </p>
  )
}

function Lesson() {
  const { t } = useWords()
  const may = useMay()
  if (!may('sources.read')) return <p>{t('control.first.ask')}</p>
  return <Code />
}

function Code() {
  const { t } = useWords()
  const sources = useQuery(sourcesQuery)
  return (
    <Answer query={sources}>
      {({ items }) => {
        const source = items.find(({ revokedAt }) => revokedAt === null)
        if (source === undefined) return <FirstSource />
        return (
          <>
            <p>{t('control.first.text')}</p>
            <Snippets writeKey={source.writeKey} />
          </>
        )
      }}
    </Answer>
  )
}

function FirstSource() {
  const { t } = useWords()
  const may = useMay()
  const client = useQueryClient()
  const create = useMutation({
    mutationFn: () => call('createSource', { body: { name: t('control.first.sourceName') } }),
    onSuccess: () => client.invalidateQueries(sourcesQuery),
  })
  if (!may('sources.manage')) return <p>{t('control.first.ask')}</p>
  return (
    <>
      <p>{t('control.first.noSource')}</p>
      {create.isError ? <Failure failure={create.error} /> : null}
      <div>
        <Button kind="primary" busy={create.isPending} onClick={() => create.mutate()}>
          {t('control.first.create')}
        </Button>
      </div>
    </>
  )
}
