// Merges two records of one person by hand: find the other, see what the joint profile looks like and what ends, then do it.
import type { MergePreview } from '@lotse/protocol'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Answer } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import css from './merge.module.css'
import { nameOf } from './name.ts'
import { valueText } from './shown-value.ts'

type Given = {
  readonly customerId: string
  readonly other: string
  readonly choose: (other: string) => void
  readonly close: () => void
}

/** The dialog. `other`: who is to be merged; empty while nobody was chosen. */
export function MergeDialog(given: Given) {
  const { t } = useWords()
  const { customerId, other, choose, close } = given
  if (other !== '') return <Joint {...given} />
  return (
    <Dialog open close={close} title={t('customer.merge.title')} wide>
      <Finder customerId={customerId} choose={choose} />
    </Dialog>
  )
}

function Finder({ customerId, choose }: Pick<Given, 'customerId' | 'choose'>) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const [find] = useDebouncedValue(text.trim(), 250)
  const query = useQuery({
    queryKey: ['merge-find', find],
    queryFn: ({ signal }) => call('listCustomers', { query: { find, limit: 8 } }, signal),
    enabled: find !== '',
  })
  const found = (query.data?.items ?? []).filter(({ id }) => id !== customerId)
  return (
    <div className="stack">
      <Field
        label={t('customer.merge.find')}
        value={text}
        autoFocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {find !== '' && query.isSuccess && found.length === 0 ? (
        <p className={css.quiet}>{t('customer.merge.none')}</p>
      ) : null}
      <ul className={css.found}>
        {found.map((one) => (
          <li key={one.id}>
            <button type="button" onClick={() => choose(one.id)}>
              <b>{nameOf(t, one)}</b>
              <span>{one.identities.map(({ value }) => value).join(' · ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Joint({ customerId, other, choose, close }: Given) {
  const { t } = useWords()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const query = useQuery({
    queryKey: ['merge', customerId, other],
    queryFn: ({ signal }) => call('previewMerge', { params: { id: customerId }, query: { other } }, signal),
  })
  const merging = useMutation({
    mutationFn: () => call('mergeCustomers', { params: { id: customerId }, body: { other } }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries()
      say(t('customer.merge.done'))
      void navigate({ to: '/customers/$customerId', params: { customerId: id } })
    },
    onError: sayFailure,
  })
  const ready = query.data !== undefined && query.data.refused === null
  const actions = (
    <>
      <Button onClick={() => choose('')}>{t('customer.merge.back')}</Button>
      <Button kind="primary" disabled={!ready} busy={merging.isPending} onClick={() => merging.mutate()}>
        {t('customer.merge.do')}
      </Button>
    </>
  )
  return (
    <Dialog open close={close} title={t('customer.merge.title')} wide actions={actions}>
      <Answer query={query}>{(preview) => <Preview preview={preview} />}</Answer>
    </Dialog>
  )
}

function Preview({ preview }: { preview: MergePreview }) {
  const { t, f } = useWords()
  const { survivorId, formerId, customer, contradictions, replaced, endedRuns, refused } = preview
  if (refused !== null) return <Notice kind="harm">{t(`customer.merge.refused.${refused}`)}</Notice>
  return (
    <div className="stack">
      {contradictions.map(({ kind, mine, theirs }) => (
        <Notice key={kind} kind="attention">
          {t('customer.merge.contradicts', { kind, mine: mine.value, theirs: theirs.value })}
        </Notice>
      ))}
      <p>{t('customer.merge.keeps', { survivor: survivorId, former: formerId })}</p>
      <h3 className={css.heading}>{t('customer.merge.becomes')}</h3>
      <p className={css.quiet}>{customer.identities.map(({ kind, value }) => `${kind}: ${value}`).join(' · ')}</p>
      <dl className={css.traits}>
        {Object.entries(customer.traits).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{valueText(value)}</dd>
          </div>
        ))}
      </dl>
      <ul className={css.replaced}>
        {replaced.map(({ name, kept, dropped }) => (
          <li key={`${name} ${JSON.stringify(dropped)}`}>
            {t('customer.merge.replaced', { name, kept: valueText(kept), dropped: valueText(dropped) })}
          </li>
        ))}
      </ul>
      {endedRuns.length === 0 ? null : (
        <Notice kind="attention">
          {t('customer.merge.ends', {
            runs: f.all(endedRuns.map(({ flowName, key }) => (key === '' ? flowName : `${flowName} (${key})`))),
          })}
        </Notice>
      )}
    </div>
  )
}
