// What one department says about its filter: as the one above it, or a mode, approvers and capacity of its own. Keeps nothing until it is saved.
import type { DepartmentFilter } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { call } from '../../api.ts'
import { membersQuery } from '../../atlas/data.ts'
import type { InputOf } from '../../operations.ts'
import { useOwnerName } from '../../owners/use-units.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Select } from '../../parts/Select.tsx'
import { Switch } from '../../parts/Switch.tsx'
import { Failure } from '../../parts/states.tsx'
import { useUndo } from '../../parts/undo.ts'
import css from '../../settings/settings.module.css'
import { useWords } from '../../words/use.ts'
import { INSIGHTS } from '../work/use-work.ts'

type Own = InputOf<'setFilter'>['body']['filter']

/** What a unit says itself; null: nothing. */
const ownOf = ({ own, mode, approvers, capacity }: DepartmentFilter): Own =>
  own ? { mode, approvers: [...approvers], capacity } : null

type Given = {
  readonly filter: DepartmentFilter
  readonly filters: readonly DepartmentFilter[]
  readonly close: () => void
}

/** The dialog. */
export function FilterDialog({ filter, close }: Given) {
  const { t } = useWords()
  const id = useId()
  const name = useOwnerName()(filter.unitId) ?? ''
  const [own, setOwn] = useState(filter.own)
  const [mode, setMode] = useState(filter.mode)
  const [approvers, setApprovers] = useState<readonly string[]>(filter.approvers)
  const [capacity, setCapacity] = useState(filter.capacity === null ? '' : String(filter.capacity))
  const save = useSaving(filter, name, close)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const said = { mode, approvers: mode === 'off' ? [] : [...approvers] }
    save.mutate(own ? { ...said, capacity: capacity === '' ? null : Number(capacity) } : null)
  }
  return (
    <Dialog
      open
      close={close}
      title={t('insightSettings.release.edit', { name })}
      actions={
        <>
          <Button onClick={close}>{t('parts.cancel')}</Button>
          <Button type="submit" form={id} kind="primary" busy={save.isPending}>
            {t('settings.save')}
          </Button>
        </>
      }
    >
      <form id={id} className="stack" onSubmit={submit}>
        {save.isError ? <Failure failure={save.error} /> : null}
        <Switch
          label={t('insightSettings.release.own')}
          hint={t('insightSettings.release.ownHint')}
          checked={own}
          onChange={({ currentTarget }) => setOwn(currentTarget.checked)}
        />
        {own ? (
          <>
            <Select
              label={t('insightSettings.release.decides')}
              value={mode}
              onChange={({ currentTarget }) => setMode(currentTarget.value === 'off' ? 'off' : 'person')}
              choices={(['person', 'off'] as const).map((value) => ({
                value,
                label: t(`insightSettings.release.mode.${value}`),
              }))}
            />
            {mode === 'off' ? (
              <Notice kind="attention">{t('insightSettings.release.offText')}</Notice>
            ) : (
              <Approvers chosen={approvers} choose={setApprovers} />
            )}
            <Field
              type="number"
              min={1}
              max={10_000}
              step={1}
              label={t('insightSettings.release.capacity')}
              hint={t('insightSettings.release.capacityHint')}
              value={capacity}
              onChange={({ currentTarget }) => setCapacity(currentTarget.value)}
            />
          </>
        ) : null}
      </form>
    </Dialog>
  )
}

type ApproversGiven = { readonly chosen: readonly string[]; readonly choose: (ids: readonly string[]) => void }

/** Who decides; nobody named: everybody of the department whose role may. */
function Approvers({ chosen, choose }: ApproversGiven) {
  const { t } = useWords()
  const members = useQuery(membersQuery).data ?? []
  return (
    <fieldset className={css.checks}>
      <legend>{t('insightSettings.release.approvers')}</legend>
      <p className="quiet">{t('insightSettings.release.approversHint')}</p>
      <div className={css.scroller}>
        {members.map(({ id, name }) => (
          <label key={id} className={css.check}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={({ currentTarget }) =>
                choose(currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
            <bdi>{name}</bdi>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Saves, and offers the way back to what stood before. */
function useSaving(filter: DepartmentFilter, name: string, close: () => void) {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo } = useUndo()
  const put = (own: Own) =>
    call('setFilter', { params: { id: filter.unitId ?? '' }, body: { filter: own } }).finally(() =>
      client.invalidateQueries({ queryKey: [INSIGHTS] }),
    )
  return useMutation({
    mutationFn: put,
    onMutate: () => ownOf(filter),
    onSuccess: (_, __, before) => {
      close()
      offerUndo(t('insightSettings.release.saved', { name }), () => put(before))
    },
  })
}
