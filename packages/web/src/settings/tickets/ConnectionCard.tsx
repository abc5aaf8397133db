// One connection to a ticket system: how it does, the address for its calls, and what can be done about it. Removing can be undone.
import type { ShownTicketConnection } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api.ts'
import { connectionsQuery, targetsQuery } from '../../insights/tickets/data.ts'
import { faultText } from '../../insights/tickets/values.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Fact } from '../../parts/Fact.tsx'
import facts from '../../parts/facts.module.css'
import { StateMark } from '../../parts/Mark.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Since } from '../../parts/Since.tsx'
import { Snippet } from '../../parts/Snippet.tsx'
import type { MarkTone } from '../../parts/tone.ts'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import page from '../settings.module.css'
import { MappingDialog } from './MappingDialog.tsx'
import css from './tickets.module.css'
import { useCheck } from './use-check.ts'

const tones: Readonly<Record<ShownTicketConnection['health']['word'], MarkTone>> = {
  off: 'plain',
  new: 'info',
  well: 'proof',
  waiting: 'attention',
  broken: 'harm',
}

type Given = {
  readonly connection: ShownTicketConnection
  readonly edit: ((connection: ShownTicketConnection) => void) | undefined
}

/** The card. @param edit - undefined: who only maps statuses. */
export function ConnectionCard({ connection, edit }: Given) {
  const { t } = useWords()
  const { word } = connection.health
  const mark = <StateMark tone={tones[word]}>{t(`tickets.health.${word}`)}</StateMark>
  return (
    <Card title={<bdi>{connection.name}</bdi>} note={mark}>
      <div className="stack">
        <Health connection={connection} />
        {edit === undefined ? null : (
          <div className={css.hook}>
            <h3 className={css.name}>{t('tickets.hookUrl')}</h3>
            <p className={css.sub}>{t('tickets.hookHint')}</p>
            <Snippet code={connection.hookUrl} />
          </div>
        )}
        <Buttons connection={connection} edit={edit} />
      </div>
    </Card>
  )
}

function Health({ connection }: { connection: ShownTicketConnection }) {
  const { t, f } = useWords()
  const { kind, baseUrl, mode, health } = connection
  const { fault, lastOkAt, polledAt, waiting, waitingSince, pausedUntil } = health
  const at = (instant: string | null) => (instant === null ? t('tickets.never') : <Since at={instant} />)
  const rests = pausedUntil !== null && Date.parse(pausedUntil) > Date.now()
  return (
    <>
      {fault === null ? null : <Notice kind="attention">{faultText(t, fault)}</Notice>}
      <dl className={facts['facts']}>
        <Fact name={t(`tickets.kind.${kind}`)}>{baseUrl}</Fact>
        <Fact name={t('tickets.mode')}>{t(`tickets.modes.${mode}`)}</Fact>
        <Fact name={t('tickets.lastOk')}>{at(lastOkAt)}</Fact>
        <Fact name={t('tickets.polled')}>{at(polledAt)}</Fact>
        <Fact name={t('tickets.waiting')}>{f.whole(waiting)}</Fact>
        {waitingSince === null ? null : <Fact name={t('tickets.waitingSince')}>{at(waitingSince)}</Fact>}
        {rests ? <Fact name={t('tickets.paused')}>{at(pausedUntil)}</Fact> : null}
      </dl>
    </>
  )
}

function Buttons({ connection, edit }: Given) {
  const { t } = useWords()
  const [mapping, map] = useState(false)
  const { sayFailure } = useUndo()
  const check = useMutation({ mutationFn: useCheck(), onError: sayFailure })
  const remove = useRemove(connection)
  return (
    <div className={page.row}>
      <Button onClick={() => map(true)}>{t('tickets.mapping')}</Button>
      {edit === undefined ? null : (
        <>
          <Button busy={check.isPending} onClick={() => check.mutate(connection)}>
            {t('tickets.check')}
          </Button>
          <Button kind="quiet" onClick={() => edit(connection)}>
            {t('tickets.edit')}
          </Button>
          <Button kind="quiet" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t('tickets.remove')}
          </Button>
        </>
      )}
      {mapping ? <MappingDialog key={connection.version} connection={connection} close={() => map(false)} /> : null}
    </div>
  )
}

function useRemove({ id, name }: ShownTicketConnection) {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo, sayFailure } = useUndo()
  const params = { id }
  const stale = async () => {
    await client.invalidateQueries(connectionsQuery)
    await client.invalidateQueries(targetsQuery)
  }
  const restore = async () => {
    await call('restoreTicketConnection', { params })
    await stale()
  }
  return useMutation({
    mutationFn: () => call('removeTicketConnection', { params }),
    onSuccess: async () => {
      offerUndo(t('tickets.removed', { name }), restore)
      await stale()
    },
    onError: sayFailure,
  })
}
