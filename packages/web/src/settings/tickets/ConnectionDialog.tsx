// A connection to a ticket system: its kind, address, account and key. Saving checks it at once and says whether it was reached.
import {
  type OperationBody,
  type ShownTicketConnection,
  type TicketSystemKind,
  ticketModes,
  ticketSystemKinds,
} from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId } from 'react'
import { call } from '../../api.ts'
import { connectionsQuery } from '../../insights/tickets/data.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { fieldOf } from '../../parts/form.ts'
import { Notice } from '../../parts/Notice.tsx'
import { Select } from '../../parts/Select.tsx'
import { Switch } from '../../parts/Switch.tsx'
import { Failure } from '../../parts/states.tsx'
import { TextArea } from '../../parts/TextArea.tsx'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { optionsOf, textOf } from './options.ts'
import { useCheck } from './use-check.ts'

type Given = {
  readonly connection: ShownTicketConnection | undefined
  readonly kinds: readonly TicketSystemKind[]
  readonly close: () => void
}

/** The window. @param connection - to change; undefined for a new one. @param kinds - that can be connected. */
export function ConnectionDialog({ connection, kinds, close }: Given) {
  const { t } = useWords()
  const form = useId()
  const save = useSave(connection, close)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate(new FormData(event.currentTarget))
  }
  const without = connection === undefined && kinds.length === 0
  return (
    <Dialog
      open
      close={close}
      title={connection === undefined ? t('tickets.connect') : connection.name}
      actions={
        <>
          <Button onClick={close}>{t('tickets.cancel')}</Button>
          {without ? null : (
            <Button kind="primary" type="submit" form={form} busy={save.isPending}>
              {t(connection === undefined ? 'tickets.create' : 'tickets.save')}
            </Button>
          )}
        </>
      }
    >
      {without ? (
        <Notice kind="attention">{t('tickets.noKinds')}</Notice>
      ) : (
        <form id={form} className="stack" onSubmit={submit}>
          {save.isError ? <Failure failure={save.error} /> : null}
          <Fields connection={connection} kinds={kinds} />
        </form>
      )}
    </Dialog>
  )
}

function Fields({ connection, kinds }: Omit<Given, 'close'>) {
  const { t } = useWords()
  const fresh = connection === undefined
  return (
    <>
      {fresh ? (
        <Select
          label={t('tickets.kindLabel')}
          name="kind"
          choices={ticketSystemKinds
            .filter((kind) => kinds.includes(kind))
            .map((value) => ({ value, label: t(`tickets.kind.${value}`) }))}
        />
      ) : null}
      <Field
        label={t('tickets.name')}
        name="name"
        defaultValue={connection?.name}
        placeholder={t('tickets.namePlaceholder')}
        maxLength={100}
        required
      />
      <Field
        label={t('tickets.address')}
        hint={t('tickets.addressHint')}
        name="baseUrl"
        type="url"
        defaultValue={connection?.baseUrl}
        maxLength={500}
        required
      />
      <Access connection={connection} />
      <TextArea
        label={t('tickets.options')}
        hint={t('tickets.optionsHint')}
        name="options"
        rows={3}
        defaultValue={textOf(connection?.options ?? {})}
      />
      {fresh ? (
        <Select
          label={t('tickets.mode')}
          name="mode"
          choices={ticketModes.toReversed().map((value) => ({ value, label: t(`tickets.modes.${value}`) }))}
        />
      ) : null}
      <Switch label={t('tickets.active')} name="active" defaultChecked={connection?.active ?? true} />
    </>
  )
}

function Access({ connection }: Pick<Given, 'connection'>) {
  const { t } = useWords()
  const fresh = connection === undefined
  return (
    <>
      <Field
        label={t('tickets.account')}
        hint={t('tickets.accountHint')}
        name="accountName"
        defaultValue={connection?.accountName ?? ''}
        autoComplete="off"
        maxLength={200}
      />
      <Secrets fresh={fresh} />
    </>
  )
}

/** What is typed and never shown again. @param fresh - there is none yet. */
function Secrets({ fresh }: { fresh: boolean }) {
  const { t } = useWords()
  return (
    <>
      <Field
        label={t('tickets.secret')}
        hint={t(fresh ? 'tickets.secretHint' : 'tickets.secretKept')}
        name="secret"
        type="password"
        autoComplete="off"
        maxLength={4000}
        required={fresh}
      />
      <Field
        label={t('tickets.hookSecret')}
        hint={t('tickets.hookSecretHint')}
        name="hookSecret"
        type="password"
        autoComplete="off"
        minLength={8}
        maxLength={500}
      />
    </>
  )
}

function useSave(connection: ShownTicketConnection | undefined, close: () => void) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say } = useUndo()
  const check = useCheck()
  return useMutation({
    mutationFn: async (form: FormData) => {
      const saved =
        connection === undefined
          ? await call('createTicketConnection', { body: newOf(form) })
          : await call('changeTicketConnection', { params: { id: connection.id }, body: changedOf(connection, form) })
      await client.invalidateQueries(connectionsQuery)
      return saved
    },
    onSuccess: async (saved) => {
      if (connection !== undefined) say(t('tickets.changed', { name: saved.name }))
      close()
      await check(saved)
    },
  })
}

function saidIn(form: FormData) {
  const account = fieldOf(form, 'accountName').trim()
  return {
    name: fieldOf(form, 'name').trim(),
    baseUrl: fieldOf(form, 'baseUrl').trim(),
    accountName: account === '' ? null : account,
    options: optionsOf(fieldOf(form, 'options')),
    active: fieldOf(form, 'active') !== '',
  }
}

function newOf(form: FormData): OperationBody<'createTicketConnection'> {
  const kind = ticketSystemKinds.find((one) => one === fieldOf(form, 'kind')) ?? 'generic'
  const mode = ticketModes.find((one) => one === fieldOf(form, 'mode')) ?? 'mirror'
  const hookSecret = fieldOf(form, 'hookSecret')
  const secret = fieldOf(form, 'secret')
  return { ...saidIn(form), kind, mode, secret, hookSecret: hookSecret === '' ? null : hookSecret }
}

function changedOf({ version }: ShownTicketConnection, form: FormData): OperationBody<'changeTicketConnection'> {
  const secret = fieldOf(form, 'secret')
  const hookSecret = fieldOf(form, 'hookSecret')
  const secrets = { ...(secret === '' ? {} : { secret }), ...(hookSecret === '' ? {} : { hookSecret }) }
  return { ...saidIn(form), version, ...secrets }
}
