// The choice of roles and units, for inviting and for changing a member. Keeps what is chosen; sends nothing.
import type { Role, Unit } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Select } from '../parts/Select.tsx'
import { useWords } from '../words/use.ts'
import { unitsQuery } from './data.ts'
import { roleNames } from './roles.ts'
import css from './settings.module.css'

/** What is chosen: roles with the main one first, and ids of units. */
export type Chosen = { readonly roles: readonly [Role, ...Role[]]; readonly unitIds: readonly string[] }

const without = <T,>(items: readonly T[], item: T): T[] => items.filter((one) => one !== item)

/** @param choose - called with the whole new choice. */
export function RolesAndUnits({ chosen, choose }: { chosen: Chosen; choose: (next: Chosen) => void }) {
  const { t } = useWords()
  const [main, ...further] = chosen.roles
  const setMain = (role: Role) => choose({ ...chosen, roles: [role, ...without(further, role)] })
  const toggle = (role: Role, on: boolean) =>
    choose({ ...chosen, roles: [main, ...(on ? [...further, role] : without(further, role))] })
  return (
    <>
      <Select
        label={t('members.mainRole')}
        hint={t(`members.roleText.${main}`)}
        value={main}
        onChange={({ target }) => setMain(roleNames.find((role) => role === target.value) ?? main)}
        choices={roleNames.map((role) => ({ value: role, label: t(`members.role.${role}`) }))}
      />
      <details open={further.length > 0}>
        <summary>{t('members.furtherRoles')}</summary>
        <p className="quiet">{t('members.furtherRolesHint')}</p>
        <fieldset className={css.checks} aria-label={t('members.furtherRoles')}>
          {without(roleNames, main).map((role) => (
            <Check
              key={role}
              label={t(`members.role.${role}`)}
              checked={further.includes(role)}
              set={(on) => toggle(role, on)}
            />
          ))}
        </fieldset>
      </details>
      <Units chosen={chosen} choose={choose} />
    </>
  )
}

function Units({ chosen, choose }: { chosen: Chosen; choose: (next: Chosen) => void }) {
  const { t } = useWords()
  const units = useQuery(unitsQuery).data ?? []
  // Those that held when this was opened stand on top, and stay where they are.
  const [first] = useState(chosen.unitIds)
  const offered = units.filter(({ id, archivedAt }) => archivedAt === null || chosen.unitIds.includes(id))
  if (offered.length === 0) return null
  const toggle = ({ id }: Unit, on: boolean) =>
    choose({ ...chosen, unitIds: on ? [...chosen.unitIds, id] : without(chosen.unitIds, id) })
  return (
    <fieldset className={css.checks}>
      <legend>{t('members.units')}</legend>
      <p className="quiet">{t('members.unitsHint')}</p>
      <div className={css.scroller}>
        {[...offered.filter(({ id }) => first.includes(id)), ...offered.filter(({ id }) => !first.includes(id))].map(
          (unit) => (
            <Check
              key={unit.id}
              label={unit.name}
              note={t(`units.kind.${unit.kind}`)}
              checked={chosen.unitIds.includes(unit.id)}
              set={(on) => toggle(unit, on)}
            />
          ),
        )}
      </div>
    </fieldset>
  )
}

type CheckProps = { label: string; note?: string; checked: boolean; set: (on: boolean) => void }

function Check({ label, note, checked, set }: CheckProps) {
  const id = useId()
  return (
    <div className={css.check}>
      <input id={id} type="checkbox" checked={checked} onChange={({ target }) => set(target.checked)} />
      <label htmlFor={id}>
        {label} {note === undefined ? null : <span className="quiet">{note}</span>}
      </label>
    </div>
  )
}
