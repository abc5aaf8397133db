// The units of the workspace as owners of things, for lists and fields.
import type { Unit } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useMe } from '../app/member.ts'
import type { ListFilter } from '../list/shape.ts'
import { unitsQuery } from '../settings/data.ts'
import { treeOf } from '../settings/unit-tree.ts'
import { useWords } from '../words/use.ts'

const NONE: readonly Unit[] = []

/** All units; none while they are loaded. */
export const useUnits = (): readonly Unit[] => useQuery(unitsQuery).data ?? NONE

/** What the unit of an id is called. */
export function useOwnerName(): (ownerId: string | null) => string | null {
  const units = useUnits()
  return (ownerId) => units.find(({ id }) => id === ownerId)?.name ?? null
}

/** The filter of a list by owner, which stands in the address as `owner`. */
export function useOwnerFilter(): ListFilter {
  const { t } = useWords()
  const units = useUnits()
  const mine = useMe().units.length > 0
  return {
    id: 'owner',
    kind: 'choice',
    label: t('owners.label'),
    choices: [
      ...(mine ? [{ value: 'mine', label: t('owners.mine') }] : []),
      ...treeOf(units.filter(({ archivedAt, flows, templates }) => archivedAt === null || flows + templates > 0)).map(
        ({ unit, depth }) => ({ value: unit.id, label: indented(unit.name, depth) }),
      ),
      { value: 'none', label: t('owners.nobody') },
    ],
  }
}

/** The value of the filter as the server takes it; undefined for what is none. */
export function ownerAsked(text: string | undefined): string | undefined {
  return text !== undefined && /^(mine|none|[1-9]\d{0,15})$/.test(text) ? text : undefined
}

const STEP = '\u2003'

/** A unit's name with room for each level above it, for lists of choices, which know no tree. */
export const indented = (name: string, depth: number): string => STEP.repeat(depth) + name
