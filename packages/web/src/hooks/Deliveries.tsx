// What was sent to a webhook source of late, what became of it, and reading it again after the mapping was changed.
import type { HookDelivery, Source } from '@lotse/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { Button, ButtonLink } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Json } from '../parts/Json.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Since } from '../parts/Since.tsx'
import { Answer } from '../parts/states.tsx'
import { Table } from '../parts/Table.tsx'
import type { MarkTone } from '../parts/tone.ts'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { deliveriesQuery } from './data.ts'
import css from './hooks.module.css'
import { recordsIn } from './paths.ts'

const tones: Readonly<Record<HookDelivery['state'], MarkTone>> = {
  taken: 'proof',
  refused: 'harm',
  unmapped: 'attention',
  unsigned: 'harm',
}

/** The card. */
export function Deliveries({ source }: { source: Source }) {
  const { t } = useWords()
  const query = useQuery(deliveriesQuery(source.id))
  const [opened, open] = useState<string>()
  return (
    <Card title={t('hooks.deliveries')} note={t('hooks.deliveriesNote')}>
      <Answer query={query}>
        {({ items }) => {
          const shown = items.find(({ id }) => id === opened)
          return (
            <div className={css.stack}>
              {items.length === 0 ? <p className={css.quiet}>{t('hooks.noDeliveries')}</p> : null}
              <ReadAgain items={items} />
              {items.length === 0 ? null : <List items={items} open={open} />}
              {shown === undefined ? null : <Panel delivery={shown} close={() => open(undefined)} />}
            </div>
          )
        }}
      </Answer>
    </Card>
  )
}

function List({ items, open }: { items: readonly HookDelivery[]; open: (id: string) => void }) {
  const { t, f } = useWords()
  return (
    <Table
      stacks
      label={t('hooks.deliveries')}
      head={[t('hooks.at'), t('hooks.state'), t('hooks.events'), t('hooks.detail'), '']}
    >
      {items.map((delivery) => (
        <tr key={delivery.id}>
          <th scope="row">
            <Since at={delivery.receivedAt} />
          </th>
          <td>
            <StateMark tone={tones[delivery.state]}>{t(`hooks.states.${delivery.state}`)}</StateMark>
          </td>
          <td className="figures">{f.whole(delivery.events)}</td>
          <td>
            <Detail delivery={delivery} />
          </td>
          <td>
            <Button kind="quiet" onClick={() => open(delivery.id)}>
              {t('hooks.look')}
            </Button>
          </td>
        </tr>
      ))}
    </Table>
  )
}

/** Why it was refused, as the server says it, which is English everywhere; that nothing is mapped yet the state says already. */
function Detail({ delivery: { detail, state } }: { delivery: HookDelivery }) {
  return detail === null || state === 'unmapped' ? null : <bdi lang="en">{detail}</bdi>
}

/** Reads everything again that was not understood, oldest first. */
function ReadAgain({ items }: { items: readonly HookDelivery[] }) {
  const { t, f } = useWords()
  const may = useMay()
  const again = useReadAgain()
  const open = items.filter(({ state, body }) => body !== null && (state === 'unmapped' || state === 'refused'))
  if (open.length === 0 || !may('inputs.repair')) return null
  return (
    <div className={css.buttons}>
      <Button busy={again.busy} onClick={() => again.run(open.toReversed())}>
        {t('hooks.readAgain', { count: open.length, formatted: f.whole(open.length) })}
      </Button>
    </div>
  )
}

function useReadAgain() {
  const { t, f } = useWords()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const [busy, setBusy] = useState(false)
  const read = async (deliveries: readonly HookDelivery[]) => {
    let taken = 0
    for (const { id } of deliveries) {
      const { state } = await call('replayHookDelivery', { params: { id } })
      taken += state === 'taken' ? 1 : 0
    }
    await client.invalidateQueries({ queryKey: ['hook-deliveries'] })
    say(t('hooks.wasRead', { taken: f.whole(taken), all: f.whole(deliveries.length) }))
  }
  const run = (deliveries: readonly HookDelivery[]) => {
    setBusy(true)
    void read(deliveries)
      .catch(sayFailure)
      .finally(() => setBusy(false))
  }
  return { busy, run }
}

function Panel({ delivery, close }: { delivery: HookDelivery; close: () => void }) {
  const { t, f } = useWords()
  const may = useMay()
  const again = useReadAgain()
  const records = delivery.body === null ? [] : recordsIn(delivery.body)
  return (
    <Dialog
      open
      place="side"
      wide
      close={close}
      title={t('hooks.deliveryOf', { at: f.instant(Date.parse(delivery.receivedAt)) })}
    >
      <div className={css.stack}>
        <StateMark tone={tones[delivery.state]}>{t(`hooks.states.${delivery.state}`)}</StateMark>
        <Detail delivery={delivery} />
        {delivery.body === null ? (
          <p className={css.quiet}>{t('hooks.notKept')}</p>
        ) : records.length === 0 ? (
          <p className={css.quiet}>{delivery.body}</p>
        ) : (
          <Json value={records.length === 1 ? records[0] : records} label={t('hooks.content')} />
        )}
        {delivery.body === null ? null : (
          <div className={css.buttons}>
            {may('sources.manage') ? (
              <ButtonLink
                to="/sources/$sourceId/mapping"
                params={{ sourceId: delivery.sourceId }}
                search={{ delivery: delivery.id }}
              >
                {t('hooks.asExample')}
              </ButtonLink>
            ) : null}
            {may('inputs.repair') ? (
              <Button busy={again.busy} onClick={() => again.run([delivery])}>
                {t('hooks.readThis')}
              </Button>
            ) : null}
          </div>
        )}
      </div>
    </Dialog>
  )
}
