// Which events are a visit of a step, by name. Conditions, pages and messages that somebody bound otherwise are left as they are.
import type { AtlasRecord, Json } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { Field } from '../parts/Field.tsx'
import { useWords } from '../words/use.ts'
import { eventNamesQuery } from './data.ts'

/** Signs that are no more than an event by its name. */
const isPlain = (sign: Json): sign is { readonly event: string } =>
  typeof sign === 'object' && sign !== null && 'event' in sign && typeof sign.event === 'string' && !('where' in sign)

/** What a record is bound to. */
function signsOf({ fields }: AtlasRecord): readonly Json[] {
  const value = fields['binding'] ?? null
  const on = typeof value === 'object' && value !== null && 'on' in value ? value.on : undefined
  return Array.isArray(on) ? on : []
}

/** What else it is bound to: events that are answers of customers. */
function asksOf({ fields }: AtlasRecord): Json | undefined {
  const value = fields['binding'] ?? null
  return typeof value === 'object' && value !== null && 'asks' in value ? value.asks : undefined
}

type Given = {
  readonly record: AtlasRecord
  readonly mayEdit: boolean
  readonly set: (binding: Json) => void
}

/** The field. */
export function BindingField({ record, mayEdit, set }: Given) {
  const { t } = useWords()
  const list = useId()
  const names = useQuery(eventNamesQuery).data ?? []
  const signs = signsOf(record)
  const others = signs.filter((sign) => !isPlain(sign))
  const shown = signs.flatMap((sign) => (isPlain(sign) ? [sign.event] : [])).join(', ')
  const keep = (text: string) => {
    const events = [...new Set(text.split(',').map((name) => name.trim()))].filter((name) => name !== '')
    if (events.join(', ') === shown) return
    const on = [...events.map((event) => ({ event })), ...others]
    const asks = asksOf(record)
    if (on.length === 0 && asks === undefined) set(null)
    else set(asks === undefined ? { on } : { on, asks })
  }
  return (
    <>
      <Field
        key={shown}
        label={t('measuring.events')}
        hint={others.length === 0 ? t('measuring.eventsHint') : t('measuring.more', { count: others.length })}
        defaultValue={shown}
        readOnly={!mayEdit}
        list={list}
        onBlur={({ currentTarget }) => keep(currentTarget.value)}
      />
      <datalist id={list}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}
