// The fields of a record, as its kind has them: texts are kept when one leaves them, choices at once. How they are kept is the caller's.
import { type AtlasKind, type AtlasRecord, atlasKinds, type FieldFact, type Json } from '@lotse/protocol'
import { useEffect, useRef } from 'react'
import { ownText, type Typed, textIn } from '../canvas/texts.ts'
import { Field } from '../parts/Field.tsx'
import { Select } from '../parts/Select.tsx'
import { Switch } from '../parts/Switch.tsx'
import { TextArea } from '../parts/TextArea.tsx'
import { useWords } from '../words/use.ts'
import { MemberField } from './MemberField.tsx'
import { ReferenceField } from './ReferenceField.tsx'

/** Fields that a form can show; what else a kind has is said elsewhere or in a map. */
const SHOWN: ReadonlySet<FieldFact['type']> = new Set(['text', 'prose', 'choice', 'flag', 'member'])

/** Fields that name other records and are chosen here; others follow from the map, or have a place of their own. */
const NAMING: ReadonlySet<string> = new Set([
  'under',
  'ofStep',
  'products',
  'brands',
  'channels',
  'personas',
  'segments',
  'segment',
  'touchpoints',
  'after',
  'data',
  'concerns',
])

const shownFields = (kind: AtlasKind): [string, FieldFact][] =>
  Object.entries<FieldFact>(atlasKinds[kind].fields).filter(
    ([field, { type }]) => NAMING.has(field) || (SHOWN.has(type) && field !== 'hidden'),
  )

/** How what is changed is kept. */
export type Keeping = {
  readonly set: (field: string, value: Json) => void
  readonly write: (typed: Typed) => void
  /** Makes a record known that is named from now on. */
  readonly learn?: (record: AtlasRecord) => void
}

type Given = {
  readonly record: AtlasRecord
  /** Of the texts. */
  readonly language: string
  readonly mayEdit: boolean
  readonly keep: Keeping
}

/** The form. */
export function RecordFields(given: Given) {
  return (
    <div className="stack">
      {shownFields(given.record.kind).map(([field, fact]) => (
        <OneField key={field} {...given} field={field} fact={fact} />
      ))}
    </div>
  )
}

type One = Given & { readonly field: string; readonly fact: FieldFact }

function OneField(one: One) {
  const { t } = useWords()
  const { record, field, fact, mayEdit, keep } = one
  const label = t(`library.field.${field as 'name'}`)
  const value = record.fields[field]
  if (fact.type === 'flag')
    return (
      <Switch
        label={label}
        checked={value === true}
        disabled={!mayEdit}
        onChange={({ currentTarget }) => keep.set(field, currentTarget.checked)}
      />
    )
  if (fact.type === 'member')
    return <MemberField label={label} value={value} mayEdit={mayEdit} choose={(id) => keep.set(field, id)} />
  if (fact.type === 'ref' || fact.type === 'refs') return <NamedIn {...one} label={label} />
  if (fact.type !== 'choice') return <TextOf {...one} label={label} />
  return (
    <Select
      label={label}
      value={typeof value === 'string' ? value : ''}
      disabled={!mayEdit}
      onChange={({ currentTarget }) => keep.set(field, currentTarget.value || null)}
      choices={[
        ...(fact.needed ? [] : [{ value: '', label: t('library.notSaid') }]),
        ...(fact.choices ?? []).map((choice) => ({
          value: choice,
          label: record.kind === 'lane' ? t(`map.lane.${choice as 'text'}`) : t(`library.choice.${choice as 'live'}`),
        })),
      ]}
    />
  )
}

/** What a record names. */
function NamedIn({ record, field, fact, language, mayEdit, keep, label }: One & { readonly label: string }) {
  const value = record.fields[field] ?? []
  const named = (Array.isArray(value) ? value : [value]).filter((id) => typeof id === 'string')
  const single = fact.type === 'ref'
  return (
    <ReferenceField
      label={label}
      kinds={(fact.kinds ?? []) as readonly AtlasKind[]}
      named={named}
      single={single}
      language={language}
      mayEdit={mayEdit}
      choose={(ids, chosen) => {
        if (chosen !== undefined) keep.learn?.(chosen)
        keep.set(field, single ? (ids[0] ?? null) : [...ids])
      }}
    />
  )
}

function TextOf({ record, field, fact, language, mayEdit, keep, label }: One & { readonly label: string }) {
  const own = ownText(record, field, language)
  const { text, foreign } = textIn(record, field, language)
  const typing = useTyping(own, (to) => keep.write({ field, language, from: own, to }))
  const shared = { label, placeholder: foreign ? text : undefined, readOnly: !mayEdit, ...typing }
  return fact.type === 'text' ? (
    <Field {...shared} maxLength={500} />
  ) : (
    <TextArea {...shared} rows={3} maxLength={20_000} />
  )
}

type Control = HTMLInputElement | HTMLTextAreaElement

/** A text that is kept when one leaves it. What others write meanwhile comes in at once, but never over what is being typed here. */
function useTyping(own: string, keep: (text: string) => void) {
  const control = useRef<Control>(null)
  const typed = useRef(false)
  useEffect(() => {
    if (control.current !== null && !typed.current) control.current.value = own
  }, [own])
  return {
    ref: (element: Control | null) => {
      control.current = element
    },
    defaultValue: own,
    onInput: () => {
      typed.current = true
    },
    onBlur: ({ currentTarget: { value } }: { currentTarget: Control }) => {
      if (typed.current && value.trim() !== own) keep(value.trim())
      typed.current = false
    },
  }
}
