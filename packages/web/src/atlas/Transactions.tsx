// What a process is made of: its transactions in their order, who does each, after what; a new one by its name.
import { keyBetween } from '@lotse/core/atlas'
import type { AtlasRecord, ShownRecord } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call } from '../api.ts'
import { nameIn, textIn } from '../canvas/texts.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Field } from '../parts/Field.tsx'
import { Answer, Failure } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import css from './atlas.module.css'
import { transactionsQuery } from './data.ts'
import { newId } from './ids.ts'

const orderOf = ({ fields }: AtlasRecord): string => (typeof fields['order'] === 'string' ? fields['order'] : '')

/** The card. */
export function Transactions({ process, mayEdit }: { process: ShownRecord; mayEdit: boolean }) {
  const { t } = useWords()
  const query = useQuery(transactionsQuery(process.id))
  return (
    <Card title={t('kinds.transactions')}>
      <Answer query={query}>
        {(found) => {
          const inOrder = found
            .filter(({ fields }) => fields['process'] === process.id)
            .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
          return (
            <>
              {inOrder.length === 0 ? <p className="quiet">{t('kinds.noTransactions')}</p> : null}
              <ol className={css.transactions}>
                {inOrder.map((transaction) => (
                  <Transaction key={transaction.id} transaction={transaction} all={inOrder} />
                ))}
              </ol>
              {mayEdit ? <Adding process={process} last={inOrder.at(-1)} /> : null}
            </>
          )
        }}
      </Answer>
    </Card>
  )
}

function Transaction({ transaction, all }: { transaction: AtlasRecord; all: readonly AtlasRecord[] }) {
  const { t, f } = useWords()
  const role = textIn(transaction, 'role', f.language).text
  const ids = transaction.fields['after']
  const after = all.filter(({ id }) => Array.isArray(ids) && ids.includes(id)).map((one) => nameIn(one, f.language))
  return (
    <li>
      <Link to="/journeys/library/$recordId" params={{ recordId: transaction.id }}>
        <bdi>{nameIn(transaction, f.language) || t('library.unnamed')}</bdi>
      </Link>
      <span className="quiet">
        <bdi>
          {[role, after.length === 0 ? '' : t('kinds.after', { names: after.join(', ') })]
            .filter((part) => part !== '')
            .join(' · ')}
        </bdi>
      </span>
    </li>
  )
}

function Adding({ process, last }: { process: ShownRecord; last: AtlasRecord | undefined }) {
  const { t, f } = useWords()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const add = useMutation({
    mutationFn: () => {
      const order = keyBetween((last && orderOf(last)) || null, null)
      const fields = { name: { [f.language]: name.trim() }, process: process.id, order }
      const edit = { do: 'make', id: newId(), kind: 'transaction', journey: null, fields } as const
      const owner = process.ownerId === null ? {} : { ownerId: process.ownerId }
      return call('changeAtlas', { body: { id: newId(), edits: [edit], ...owner } })
    },
    onSuccess: async () => {
      setName('')
      await client.invalidateQueries({ queryKey: ['records'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '' && !add.isPending) add.mutate()
  }
  return (
    <form onSubmit={submit}>
      {add.isError ? <Failure failure={add.error} /> : null}
      <div className={css.adding}>
        <Field
          label={t('kinds.newTransaction')}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          maxLength={200}
        />
        <Button type="submit" busy={add.isPending}>
          {t('kinds.addTransaction')}
        </Button>
      </div>
    </form>
  )
}
