// From which others a customer was merged, and taking a wrong merge apart after a look at what becomes of both.
import type { Customer, CustomerMerge, SplitPreview } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Answer } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import css from './merge.module.css'

/** The card; nothing where nobody was merged. */
export function Merges({ customer: { id, merges } }: { customer: Customer }) {
  const { t } = useWords()
  const may = useMay()
  const [open, setOpen] = useState<CustomerMerge | null>(null)
  if (merges.length === 0) return null
  return (
    <Card title={t('customer.merges')}>
      <ul className={css.merges}>
        {merges.map((merge) => (
          <li key={merge.id}>
            <MergeLine merge={merge} />
            {merge.splittable && may('customers.merge') ? (
              <Button kind="quiet" onClick={() => setOpen(merge)}>
                {t('customer.split.action')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {open === null ? null : <SplitDialog customerId={id} merge={open} close={() => setOpen(null)} />}
    </Card>
  )
}

function MergeLine({ merge: { formerId, mergedAt, through, by } }: { merge: CustomerMerge }) {
  const { t, f } = useWords()
  const date = f.instant(Date.parse(mergedAt))
  if (through !== null) return <span>{t('customer.mergedThrough', { id: formerId, date, ...through })}</span>
  return <span>{t('customer.mergedBy', { id: formerId, date, name: by ?? t('customer.note.byProgram') })}</span>
}

function SplitDialog({ customerId, merge, close }: { customerId: string; merge: CustomerMerge; close: () => void }) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const params = { id: customerId, mergeId: merge.id }
  const query = useQuery({
    queryKey: ['split', customerId, merge.id],
    queryFn: ({ signal }) => call('previewSplit', { params }, signal),
  })
  const splitting = useMutation({
    mutationFn: () => call('splitCustomer', { params }),
    onSuccess: async () => {
      close()
      say(t('customer.split.done'))
      await client.invalidateQueries()
    },
    onError: sayFailure,
  })
  const ready = query.data !== undefined && query.data.refused === null
  const actions = (
    <>
      <Button onClick={close}>{t('parts.cancel')}</Button>
      <Button kind="primary" disabled={!ready} busy={splitting.isPending} onClick={() => splitting.mutate()}>
        {t('customer.split.do')}
      </Button>
    </>
  )
  return (
    <Dialog open close={close} title={t('customer.split.title', { id: merge.formerId })} wide actions={actions}>
      <Answer query={query}>{(preview) => <Halves preview={preview} />}</Answer>
    </Dialog>
  )
}

function Halves({ preview: { stays, leaves, refused } }: { preview: SplitPreview }) {
  const { t } = useWords()
  if (refused !== null) return <Notice kind="harm">{t(`customer.split.refused.${refused}`)}</Notice>
  return (
    <div className="stack">
      <p>{t('customer.split.text')}</p>
      <div className={css.halves}>
        <Half half={stays} />
        <Half half={leaves} />
      </div>
    </div>
  )
}

function Half({ half: { id, identities, events } }: { half: SplitPreview['stays'] }) {
  const { t, f } = useWords()
  return (
    <section>
      <h3 className={css.heading}>{t('customer.split.half', { id })}</h3>
      <p>{t('customer.split.events', { count: events, formatted: f.whole(events) })}</p>
      <ul className={css.quiet}>
        {identities.map(({ kind, value }) => (
          <li key={`${kind} ${value}`}>
            {kind}: <bdi>{value}</bdi>
          </li>
        ))}
      </ul>
    </section>
  )
}
