// The fields of a record, as its kind has them: texts are kept when one leaves them, choices at once; each can be taken back.
import { type AtlasEdit, type AtlasKind, type AtlasRecord, atlasKinds, type FieldFact } from '@lotse/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../api.ts'
import { ownText, textIn } from '../canvas/texts.ts'
import { Field } from '../parts/Field.tsx'
import { Select } from '../parts/Select.tsx'
import { Switch } from '../parts/Switch.tsx'
import { TextArea } from '../parts/TextArea.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { newId } from './ids.ts'

/** Fields that a form can show; what else a kind has is said elsewhere or in a map. */
const SHOWN: ReadonlySet<FieldFact['type']> = new Set(['text', 'prose', 'choice', 'flag'])

const shownFields = (kind: AtlasKind): [string, FieldFact][] =>
  Object.entries<FieldFact>(atlasKinds[kind].fields).filter(([, { type }]) => SHOWN.has(type))

/** The form. */
export function RecordFields({ record, mayEdit }: { record: AtlasRecord; mayEdit: boolean }) {
  const save = useSaving(record)
  return (
    <div className="stack">
      {shownFields(record.kind).map(([field, fact]) => (
        <OneField key={field} record={record} field={field} fact={fact} mayEdit={mayEdit} save={save} />
      ))}
    </div>
  )
}

type Save = (edit: AtlasEdit) => Promise<void>
type Given = {
  readonly record: AtlasRecord
  readonly field: string
  readonly fact: FieldFact
  readonly mayEdit: boolean
  readonly save: Save
}

function OneField({ record, field, fact, mayEdit, save }: Given) {
  const { t, f } = useWords()
  const label = t(`library.field.${field as 'name'}`)
  const { id } = record
  if (fact.type === 'flag')
    return (
      <Switch
        label={label}
        checked={record.fields[field] === true}
        disabled={!mayEdit}
        onChange={({ currentTarget }) => void save({ do: 'set', id, field, value: currentTarget.checked })}
      />
    )
  if (fact.type === 'choice')
    return (
      <Select
        label={label}
        value={String(record.fields[field] ?? '')}
        disabled={!mayEdit}
        onChange={({ currentTarget }) => void save({ do: 'set', id, field, value: currentTarget.value || null })}
        choices={[
          ...(fact.needed ? [] : [{ value: '', label: t('library.notSaid') }]),
          ...(fact.choices ?? []).map((value) => ({ value, label: t(`library.choice.${value as 'live'}`) })),
        ]}
      />
    )
  const own = ownText(record, field, f.language)
  const { text, foreign } = textIn(record, field, f.language)
  const shared = {
    label,
    defaultValue: own,
    placeholder: foreign ? text : undefined,
    readOnly: !mayEdit,
    onBlur: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      if (value.trim() === own) return
      const texts = record.fields[field]
      const others = typeof texts === 'object' && texts !== null && !Array.isArray(texts) ? texts : {}
      void save({ do: 'set', id, field, value: { ...others, [f.language]: value.trim() } })
    },
  }
  return fact.type === 'text' ? (
    <Field key={own} {...shared} maxLength={500} />
  ) : (
    <TextArea key={own} {...shared} rows={3} maxLength={20_000} />
  )
}

/** Keeps a change and offers the way back. */
function useSaving({ id }: AtlasRecord): Save {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo, sayFailure } = useUndo()
  return async (edit) => {
    const fresh = () =>
      Promise.all(['record', 'records', 'journeys'].map((key) => client.invalidateQueries({ queryKey: [key] })))
    const change = newId()
    try {
      await call('changeAtlas', { body: { id: change, edits: [edit] } })
      await fresh()
      offerUndo(t('library.saved'), async () => {
        await call('undoChange', { params: { id: change }, body: { id: newId() } }).catch(sayFailure)
        await client.invalidateQueries({ queryKey: ['record', id] })
        await fresh()
      })
    } catch (failure) {
      sayFailure(failure)
    }
  }
}
