// Whose feelings a lane shows: one of the library's personas, or customers as such.
import type { AtlasRecord } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { nameIn } from '../canvas/texts.ts'
import { Select } from '../parts/Select.tsx'
import { useWords } from '../words/use.ts'
import { personasQuery } from './data.ts'

type Given = {
  readonly chosen: string | null
  readonly language: string
  readonly mayEdit: boolean
  readonly choose: (persona: AtlasRecord | null) => void
}

/** The field. */
export function PersonaField({ chosen, language, mayEdit, choose }: Given) {
  const { t } = useWords()
  const personas = useQuery(personasQuery).data ?? []
  return (
    <Select
      label={t('library.field.persona')}
      value={chosen ?? ''}
      disabled={!mayEdit}
      onChange={({ currentTarget }) => choose(personas.find(({ id }) => id === currentTarget.value) ?? null)}
      choices={[
        { value: '', label: t('library.everybody') },
        ...personas.map((persona) => ({ value: persona.id, label: nameIn(persona, language) || t('library.unnamed') })),
      ]}
    />
  )
}
