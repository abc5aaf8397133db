// What statuses of a ticket system stand for, which way changes go, what holds where both sides changed, and when somebody asks. With the system's own names.
import {
  type OperationBody,
  type ShownTicketConnection,
  ticketCategories,
  ticketFields,
  ticketModes,
  ticketRules,
  ticketStates,
} from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId } from 'react'
import { call } from '../../api.ts'
import { connectionsQuery, staleTickets } from '../../insights/tickets/data.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { fieldOf } from '../../parts/form.ts'
import { Notice } from '../../parts/Notice.tsx'
import { Select } from '../../parts/Select.tsx'
import { Failure } from '../../parts/states.tsx'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import css from './tickets.module.css'

type Given = { readonly connection: ShownTicketConnection }

/** The window. */
export function MappingDialog({ connection, close }: Given & { readonly close: () => void }) {
  const { t } = useWords()
  const form = useId()
  const save = useSave(connection, close)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate(mappingOf(connection, new FormData(event.currentTarget)))
  }
  return (
    <Dialog
      open
      close={close}
      wide
      title={`${connection.name}: ${t('tickets.mapping')}`}
      actions={
        <>
          <Button onClick={close}>{t('tickets.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} busy={save.isPending}>
            {t('tickets.save')}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        {save.isError ? <Failure failure={save.error} /> : null}
        <Select
          label={t('tickets.mode')}
          name="mode"
          defaultValue={connection.mode}
          choices={ticketModes.toReversed().map((value) => ({ value, label: t(`tickets.modes.${value}`) }))}
        />
        <Statuses connection={connection} />
        <Out connection={connection} />
        <Rules connection={connection} />
      </form>
    </Dialog>
  )
}

/** For each status there what it stands for here. */
function Statuses({ connection }: Given) {
  const { t } = useWords()
  const { catalog, mapping } = connection
  const states = ticketStates.map((value) => ({ value, label: t(`tickets.value.${value}`) }))
  return (
    <fieldset className={css.group}>
      <legend>{t('tickets.mappingLead')}</legend>
      {catalog === null ? <Notice kind="plain">{t('tickets.noCatalog')}</Notice> : null}
      <div className={css.grid}>
        {(catalog?.statuses ?? []).map(({ id, name }) => (
          <Select
            key={id}
            label={name}
            name={`into ${id}`}
            defaultValue={mapping.into[id] ?? ''}
            choices={[{ value: '', label: t('tickets.byCategory') }, ...states]}
          />
        ))}
      </div>
      <p className={css.sub}>{t('tickets.categories')}</p>
      <div className={css.grid}>
        {ticketCategories.map((category) => (
          <Select
            key={category}
            label={t(`tickets.category.${category}`)}
            name={`category ${category}`}
            defaultValue={mapping.categories[category] ?? ''}
            choices={[...states, { value: '', label: t('tickets.notMapped') }]}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** For each state here the status there that is tried first. */
function Out({ connection }: Given) {
  const { t } = useWords()
  const statuses = (connection.catalog?.statuses ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <fieldset className={css.group}>
      <legend>{t('tickets.outLead')}</legend>
      <div className={css.grid}>
        {ticketStates.map((state) => (
          <Select
            key={state}
            label={t(`tickets.out.${state}`)}
            name={`out ${state}`}
            defaultValue={connection.mapping.out[state][0] ?? ''}
            choices={[{ value: '', label: t('tickets.outAny') }, ...statuses]}
          />
        ))}
      </div>
    </fieldset>
  )
}

function Rules({ connection }: Given) {
  const { t } = useWords()
  const days = { type: 'number', min: 1, max: 365, required: true } as const
  return (
    <fieldset className={css.group}>
      <legend>{t('tickets.rules')}</legend>
      <div className={css.grid}>
        {ticketFields.map((field) => (
          <Select
            key={field}
            label={t(`tickets.field.${field}`)}
            name={`rule ${field}`}
            defaultValue={connection.rules[field]}
            choices={ticketRules.map((value) => ({ value, label: t(`tickets.rule.${value}`) }))}
          />
        ))}
        <Field label={t('tickets.overdueDays')} name="overdueDays" defaultValue={connection.overdueDays} {...days} />
        <Field
          label={t('tickets.untouchedDays')}
          name="untouchedDays"
          defaultValue={connection.untouchedDays}
          {...days}
        />
      </div>
    </fieldset>
  )
}

type Body = OperationBody<'setTicketMapping'>

/** What the form says. Targets besides the first, which it does not show, stay behind it. */
function mappingOf({ version, mode, rules, mapping, catalog }: ShownTicketConnection, form: FormData): Body {
  const state = (name: string) => ticketStates.find((one) => one === fieldOf(form, name)) ?? null
  const rule = (field: (typeof ticketFields)[number]) =>
    ticketRules.find((one) => one === fieldOf(form, `rule ${field}`)) ?? rules[field]
  const target = (name: (typeof ticketStates)[number]) => {
    const first = fieldOf(form, `out ${name}`)
    return first === '' ? [] : [first, ...mapping.out[name].slice(1).filter((one) => one !== first)]
  }
  const said = (catalog?.statuses ?? []).flatMap(({ id }) => {
    const into = state(`into ${id}`)
    return into === null ? [] : [[id, into] as const]
  })
  const named = new Set(catalog?.statuses.map(({ id }) => id))
  const kept = Object.entries(mapping.into).filter(([id]) => !named.has(id))
  return {
    version,
    mode: ticketModes.find((one) => one === fieldOf(form, 'mode')) ?? mode,
    rules: { status: rule('status'), title: rule('title'), assignee: rule('assignee') },
    mapping: {
      into: Object.fromEntries([...kept, ...said]),
      categories: {
        new: state('category new'),
        inProgress: state('category inProgress'),
        done: state('category done'),
      },
      out: { ticket: target('ticket'), inProgress: target('inProgress'), solved: target('solved') },
    },
    overdueDays: Number(fieldOf(form, 'overdueDays')),
    untouchedDays: Number(fieldOf(form, 'untouchedDays')),
  }
}

function useSave(connection: ShownTicketConnection, close: () => void) {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo } = useUndo()
  const params = { id: connection.id }
  const put = async (body: Body) => {
    const saved = await call('setTicketMapping', { params, body })
    await client.invalidateQueries(connectionsQuery)
    await staleTickets(client)
    return saved
  }
  const { mode, rules, mapping, overdueDays, untouchedDays } = connection
  const before = { mode, rules, mapping, overdueDays, untouchedDays }
  return useMutation({
    mutationFn: put,
    onSuccess: ({ version }) => {
      offerUndo(t('tickets.mapped'), () => put({ version, ...before }))
      close()
    },
  })
}
