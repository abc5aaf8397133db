// One unit: what it is called, what kind it is, and what it belongs to. For a new one and for changing one.
import type { Unit, UnitKind } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId } from 'react'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Select } from '../parts/Select.tsx'
import { Failure } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { unitsQuery } from './data.ts'
import { withinOf } from './unit-tree.ts'

const kinds = ['department', 'team', 'region'] as const satisfies readonly UnitKind[]

type Facts = { readonly kind: UnitKind; readonly name: string; readonly parentId: string | null }

function useSave(unit: Unit | undefined, close: () => void) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say, offerUndo } = useUndo()
  const stale = () => client.invalidateQueries(unitsQuery)
  const put = ({ id, name, parentId }: Pick<Unit, 'id' | 'name' | 'parentId'>) =>
    call('updateUnit', { params: { id }, body: { name, parentId } }).finally(stale)
  const change = useMutation({ mutationFn: put })
  const create = useMutation({ mutationFn: (facts: Facts) => call('createUnit', { body: facts }), onSuccess: stale })
  const save = (facts: Facts) => {
    if (unit === undefined) {
      const onSuccess = ({ name }: Unit) => {
        say(t('units.added', { name }))
        close()
      }
      return create.mutate(facts, { onSuccess })
    }
    const onSuccess = () => {
      offerUndo(t('units.changed', { name: facts.name }), () => put(unit))
      close()
    }
    change.mutate({ id: unit.id, name: facts.name, parentId: facts.parentId }, { onSuccess })
  }
  return { save, busy: change.isPending || create.isPending, failure: change.error ?? create.error }
}

/** @param unit - to change; undefined for a new one. */
export function UnitDialog({
  unit,
  units,
  close,
}: {
  unit: Unit | undefined
  units: readonly Unit[]
  close: () => void
}) {
  const { t } = useWords()
  const form = useId()
  const { save, busy, failure } = useSave(unit, close)
  const own = unit === undefined ? new Set<string>() : withinOf(units, unit.id)
  const parents = units.filter(({ id, archivedAt }) => archivedAt === null && !own.has(id))
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const kind = kinds.find((one) => one === fieldOf(data, 'kind')) ?? 'department'
    save({ kind, name: fieldOf(data, 'name').trim(), parentId: fieldOf(data, 'parentId') || null })
  }
  return (
    <Dialog
      open
      close={close}
      title={unit === undefined ? t('units.add') : unit.name}
      actions={
        <>
          <Button onClick={close}>{t('settings.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} busy={busy}>
            {t('settings.save')}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        {failure === null ? null : <Failure failure={failure} />}
        <Field label={t('units.name')} name="name" defaultValue={unit?.name} maxLength={100} autoFocus required />
        {unit === undefined ? (
          <Select
            label={t('units.kindLabel')}
            name="kind"
            choices={kinds.map((value) => ({ value, label: t(`units.kind.${value}`) }))}
          />
        ) : null}
        <Select
          label={t('units.parent')}
          hint={t('units.parentHint')}
          name="parentId"
          defaultValue={unit?.parentId ?? ''}
          choices={[
            { value: '', label: t('units.noParent') },
            ...parents.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </form>
    </Dialog>
  )
}
