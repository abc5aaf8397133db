// Why a ticket stands as it does: each field on both sides, what they last agreed on, who changed it, which rule holds. Changes nothing.
import type { ShownTicket, ShownTicketField } from '@lotse/protocol'
import { useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { StateMark } from '../../parts/Mark.tsx'
import { Since } from '../../parts/Since.tsx'
import { Table } from '../../parts/Table.tsx'
import type { MarkTone } from '../../parts/tone.ts'
import { useWords } from '../../words/use.ts'
import css from './tickets.module.css'
import { valueText } from './values.ts'

const tones: Readonly<Record<ShownTicketField['how'], MarkTone>> = {
  same: 'proof',
  apart: 'plain',
  waiting: 'info',
  conflict: 'attention',
  unknown: 'plain',
}

/** The button with its window. */
export function Explain({ ticket }: { ticket: ShownTicket }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {t('tickets.explain')}
      </Button>
      <Dialog open={open} close={close} title={t('tickets.explainTitle', { key: ticket.key ?? '' })} wide>
        <div className="stack">
          <p className={css.lead}>{t('tickets.explainLead')}</p>
          <Fields ticket={ticket} />
        </div>
      </Dialog>
    </>
  )
}

function Fields({ ticket }: { ticket: ShownTicket }) {
  const { t } = useWords()
  const head = [
    t('tickets.ticket'),
    t('tickets.here'),
    t('tickets.there'),
    t('tickets.baseline'),
    t('tickets.ruleLabel'),
  ]
  return (
    <Table stacks label={t('tickets.explain')} head={head}>
      {ticket.fields.map((one) => (
        <tr key={one.field}>
          <th scope="row">
            {t(`tickets.field.${one.field}`)} <StateMark tone={tones[one.how]}>{t(`tickets.how.${one.how}`)}</StateMark>
          </th>
          <td>
            <bdi>{valueText(t, one.field, one.local)}</bdi>
          </td>
          <td>
            <bdi>{valueText(t, one.field, one.remote)}</bdi>
            {one.field === 'status' && ticket.status !== null ? (
              <span className="quiet"> ({ticket.status.name})</span>
            ) : null}
          </td>
          <td>
            <bdi>{valueText(t, one.field, one.baseline)}</bdi>
            <div className="quiet">
              {one.writer === null ? null : `${t(`tickets.writer.${one.writer}`)} · `}
              <Since at={one.at} />
            </div>
          </td>
          <td>
            {t(`tickets.rule.${one.rule}`)}
            <div className="quiet">{t(`tickets.way.${one.way}`)}</div>
          </td>
        </tr>
      ))}
    </Table>
  )
}
