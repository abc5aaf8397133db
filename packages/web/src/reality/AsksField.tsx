// Which events are answers of customers about a step or a journey: what was asked, the event, and the property with the number. Conditions that somebody wrote otherwise stay.
import { type AtlasRecord, answerKinds, type BindingAsk, binding, type Json } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { eventNamesQuery } from '../atlas/data.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { Select } from '../parts/Select.tsx'
import { useWords } from '../words/use.ts'
import css from './reality.module.css'

type Given = {
  readonly record: AtlasRecord
  readonly mayEdit: boolean
  readonly set: (binding: Json) => void
}

const ASKS_MAX = 8

/** The field. */
export function AsksField({ record, mayEdit, set }: Given) {
  const { t } = useWords()
  const list = useId()
  const names = useQuery(eventNamesQuery).data ?? []
  const bound = binding.safeParse(record.fields['binding'])
  const { on = [], asks = [] } = bound.success ? bound.data : {}
  const keep = (next: readonly BindingAsk[]) => set(bindingWith(on, next))
  const put = (at: number, more: Partial<BindingAsk>) =>
    keep(asks.map((ask, index) => (index === at ? { ...ask, ...more } : ask)))
  const add = () => keep([...asks, { kind: freeKind(asks), event: names[0] ?? 'Survey Answered', property: 'score' }])
  return (
    <section className={css.asks} aria-label={t('reality.asks.title')}>
      <h3>{t('reality.asks.title')}</h3>
      {asks.length === 0 ? <p className="quiet">{t('reality.asks.none')}</p> : null}
      {asks.map((ask, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: answers have no name of their own.
        <fieldset key={at} className={css.ask} disabled={!mayEdit}>
          <legend className="visually-hidden">{t(`reality.answers.kind.${ask.kind}`)}</legend>
          <OneAsk ask={ask} list={list} put={(more) => put(at, more)} />
          {mayEdit ? (
            <Button kind="quiet" onClick={() => keep(asks.filter((_, index) => index !== at))}>
              {t('reality.asks.remove')}
            </Button>
          ) : null}
        </fieldset>
      ))}
      {mayEdit && asks.length < ASKS_MAX ? <Button onClick={add}>{t('reality.asks.add')}</Button> : null}
      <datalist id={list}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </section>
  )
}

type OneGiven = { readonly ask: BindingAsk; readonly list: string; readonly put: (more: Partial<BindingAsk>) => void }

function OneAsk({ ask, list, put }: OneGiven) {
  const { t } = useWords()
  // Only the field that was kept is written anew: one may be typing in the next.
  const leave = (field: 'event' | 'property') => ({
    defaultValue: ask[field],
    onBlur: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      const text = value.trim()
      if (text !== '' && text !== ask[field]) put({ [field]: text })
    },
  })
  return (
    <>
      <Select
        label={t('reality.asks.kind')}
        value={ask.kind}
        choices={answerKinds.map((value) => ({ value, label: t(`reality.asks.scale.${value}`) }))}
        onChange={({ currentTarget: { value } }) => {
          const kind = answerKinds.find((one) => one === value)
          if (kind !== undefined) put({ kind })
        }}
      />
      <Field
        key={`event ${ask.event}`}
        label={t('reality.asks.event')}
        list={list}
        hint={ask.where === undefined ? undefined : t('reality.asks.where')}
        {...leave('event')}
      />
      <Field
        key={`property ${ask.property}`}
        label={t('reality.asks.property')}
        hint={t('reality.asks.propertyHint')}
        {...leave('property')}
      />
      <Field
        key={`channel ${ask.channel}`}
        label={t('reality.asks.channel')}
        hint={t('reality.asks.channelHint')}
        defaultValue={ask.channel ?? ''}
        onBlur={({ currentTarget }) => {
          const text = currentTarget.value.trim()
          if (text !== (ask.channel ?? '')) put({ channel: text === '' ? undefined : text })
        }}
      />
    </>
  )
}

/** What nobody is asked yet, satisfaction first. */
const freeKind = (asks: readonly BindingAsk[]): BindingAsk['kind'] =>
  answerKinds.find((kind) => asks.every((ask) => ask.kind !== kind)) ?? 'csat'

/** A binding as the record keeps it; nothing where neither a visit nor an answer is left. */
function bindingWith(on: readonly object[], asks: readonly BindingAsk[]): Json {
  if (on.length === 0 && asks.length === 0) return null
  return JSON.parse(JSON.stringify(asks.length === 0 ? { on } : { on, asks })) as Json
}
