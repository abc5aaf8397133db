// A conflict between an insight and its ticket: both values, and the choice. Nothing is overwritten before.
import type { ShownTicket, ShownTicketConflict } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { Button } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Failure } from '../../parts/states.tsx'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { staleTickets } from './data.ts'
import css from './tickets.module.css'
import { valueText } from './values.ts'

type Given = {
  readonly ticket: Pick<ShownTicket, 'insight' | 'version'>
  readonly conflict: ShownTicketConflict
  readonly decides: boolean
  readonly done?: () => void
}

/** The conflict. @param decides - whether the member may choose. */
export function Conflict({ ticket, conflict, decides, done }: Given) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say } = useUndo()
  const { field, local, remote, baseline } = conflict
  const choose = useMutation({
    mutationFn: (take: 'local' | 'remote') =>
      call('resolveTicketConflict', {
        params: { id: ticket.insight, conflict: conflict.id },
        body: { version: ticket.version, take },
      }),
    onSuccess: async (now) => {
      say(t('tickets.resolved'))
      await staleTickets(client, now)
      done?.()
    },
  })
  const text = (value: string | null) => valueText(t, field, value)
  const told = { local: text(local), remote: text(remote), baseline: text(baseline) }
  return (
    <Notice kind="attention" title={t('tickets.conflict', { field: t(`tickets.field.${field}`) })}>
      <p className={css.told}>{t('tickets.conflictText', told)}</p>
      {choose.isError ? <Failure failure={choose.error} /> : null}
      {decides ? (
        <div className={css.buttons}>
          <Button busy={choose.isPending} onClick={() => choose.mutate('local')}>
            {t('tickets.takeLocal', { value: told.local })}
          </Button>
          <Button busy={choose.isPending} onClick={() => choose.mutate('remote')}>
            {t('tickets.takeRemote', { value: told.remote })}
          </Button>
        </div>
      ) : null}
    </Notice>
  )
}
