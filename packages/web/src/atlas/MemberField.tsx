// The one person who is in charge of something: a member of the workspace, or nobody yet. Keeps nothing itself.
import { useQuery } from '@tanstack/react-query'
import { Select } from '../parts/Select.tsx'
import { useWords } from '../words/use.ts'
import { membersQuery } from './data.ts'

type Given = {
  readonly label: string
  /** An id; anything else is nobody. */
  readonly value: unknown
  readonly mayEdit: boolean
  readonly choose: (id: string | null) => void
}

/** The field. */
export function MemberField({ label, value, mayEdit, choose }: Given) {
  const { t } = useWords()
  const members = useQuery(membersQuery).data ?? []
  const chosen = typeof value === 'string' ? value : ''
  const known = members.map(({ id, name }) => ({ value: id, label: name }))
  // Who left the workspace is still named until somebody else is chosen.
  const gone = chosen === '' || known.some((one) => one.value === chosen) ? [] : [{ value: chosen, label: '…' }]
  return (
    <Select
      label={label}
      value={chosen}
      disabled={!mayEdit}
      onChange={({ currentTarget }) => choose(currentTarget.value || null)}
      choices={[{ value: '', label: t('library.notSaid') }, ...known, ...gone]}
    />
  )
}
