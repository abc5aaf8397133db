// Where one unit's tickets are opened: connection, project, kind, and what that kind asks for besides. Can be undone.
import type { OperationBody, ShownTicketConnection, ShownTicketTarget, Unit } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { call } from '../../api.ts'
import { targetsQuery } from '../../insights/tickets/data.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { fieldOf } from '../../parts/form.ts'
import { Select } from '../../parts/Select.tsx'
import { Failure } from '../../parts/states.tsx'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'

type Given = {
  readonly unit: Unit
  readonly target: ShownTicketTarget | undefined
  readonly connections: readonly ShownTicketConnection[]
  readonly close: () => void
}
type Target = OperationBody<'setTicketTarget'>['target']

/** The window. */
export function TargetDialog({ unit, target, connections, close }: Given) {
  const { t } = useWords()
  const form = useId()
  const own = target?.own ? target.target : null
  const [chosen, choose] = useState(own?.connectionId ?? '')
  const save = useSave(unit, own, close)
  const connection = connections.find(({ id }) => id === chosen)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    save.mutate(connection === undefined ? null : targetOf(connection, own, data))
  }
  return (
    <Dialog
      open
      close={close}
      title={`${t('tickets.targets')}: ${unit.name}`}
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
          label={t('tickets.connection')}
          value={chosen}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
          choices={[
            { value: '', label: t('tickets.targetNone') },
            ...connections.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        {connection === undefined ? null : (
          <Place key={connection.id} connection={connection} own={own?.connectionId === connection.id ? own : null} />
        )}
      </form>
    </Dialog>
  )
}

/** Project, kind and fields of a connection; typed where it never said what there is. */
function Place({ connection, own }: { connection: ShownTicketConnection; own: ShownTicketTarget['target'] }) {
  const { t } = useWords()
  const projects = connection.catalog?.projects ?? []
  const [project, setProject] = useState(own?.project ?? projects[0]?.id ?? '')
  const kinds = projects.find(({ id }) => id === project)?.kinds ?? []
  const [kind, setKind] = useState(own?.ticketKind ?? '')
  const required = kinds.find(({ id }) => id === kind)?.required ?? []
  if (projects.length === 0)
    return <Field label={t('tickets.project')} name="project" defaultValue={own?.project} maxLength={200} required />
  return (
    <>
      <Select
        label={t('tickets.project')}
        name="project"
        value={project}
        onChange={({ currentTarget }) => setProject(currentTarget.value)}
        choices={projects.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        label={t('tickets.ticketKind')}
        name="ticketKind"
        value={kind}
        onChange={({ currentTarget }) => setKind(currentTarget.value)}
        choices={[
          { value: '', label: t('tickets.anyKind') },
          ...kinds.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {required.length === 0 ? null : <p className="quiet">{t('tickets.requiredFields')}</p>}
      {required.map(({ id, name }) => (
        <Field key={id} label={name} name={`field ${id}`} defaultValue={own?.fields[id]} maxLength={2000} required />
      ))}
    </>
  )
}

/** What the form says. Priorities that were mapped stay. */
function targetOf(connection: ShownTicketConnection, own: ShownTicketTarget['target'], form: FormData): Target {
  const kind = fieldOf(form, 'ticketKind')
  const fields = [...form.entries()].flatMap(([name, value]) =>
    name.startsWith('field ') && typeof value === 'string' ? [[name.slice('field '.length), value] as const] : [],
  )
  return {
    connectionId: connection.id,
    project: fieldOf(form, 'project').trim(),
    ticketKind: kind === '' ? null : kind,
    priorities: own?.connectionId === connection.id ? own.priorities : {},
    fields: Object.fromEntries(fields),
  }
}

function useSave(unit: Unit, before: ShownTicketTarget['target'], close: () => void) {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo } = useUndo()
  const put = async (target: Target) => {
    await call('setTicketTarget', { params: { id: unit.id }, body: { target } })
    await client.invalidateQueries(targetsQuery)
  }
  return useMutation({
    mutationFn: put,
    onSuccess: () => {
      offerUndo(t('tickets.targetSaved', { unit: unit.name }), () => put(before))
      close()
    },
  })
}
