// The fields of one test: about a fact, about events, or as text where it has no fields. Tells the row that they make.
import type { AggregateFunction, Vocabulary } from '@lotse/protocol'
import { type ComponentProps, useId, useState } from 'react'
import { useWords } from '../words/use.ts'
import css from './conditions.module.css'
import { spanWords } from './reading.ts'
import { comparisons, type Row, type RowOperator, rowOperators, type Subject, withOperator } from './rows.ts'
import { parsedText, printedText } from './text.ts'
import { listText, readList, readValue, valueText } from './values.ts'

/** What fields offer to choose from. `properties`: of the event that is filtered. */
export type Offers = { readonly vocabulary: Vocabulary | undefined; readonly properties: Vocabulary['traits'] }

type Given<R extends Row> = { readonly row: R; readonly change: (row: Row) => void; readonly offers: Offers }

const FUNCTIONS: readonly AggregateFunction[] = ['count', 'sum', 'average', 'min', 'max', 'first', 'last', 'distinct']
const SPANS = ['1h', '1d', '7d', '30d', '90d', '365d']

/** The fields of any row. */
export function RowFields({ row, change, offers }: Given<Row>) {
  if (row.kind === 'text') return <TextFields row={row} change={change} offers={offers} />
  if (row.kind === 'event') return <EventFields row={row} change={change} offers={offers} />
  return <FactFields row={row} change={change} offers={offers} />
}

function factsOf(kind: Subject, { vocabulary, properties }: Offers): Vocabulary['traits'] {
  if (kind === 'property') return properties
  if (kind === 'identity')
    return (vocabulary?.identities ?? []).map((path) => ({ path, types: ['string'], values: [] }))
  return (kind === 'trait' ? vocabulary?.traits : vocabulary?.account) ?? []
}

function FactFields({ row, change, offers }: Given<Extract<Row, { readonly kind: Subject }>>) {
  const { t } = useWords()
  const facts = factsOf(row.kind, offers)
  const values = facts.find(({ path }) => path === row.path)?.values.map(valueText) ?? []
  return (
    <>
      <span className={css.kind}>{t(`conditions.kind.${row.kind}`)}</span>
      <Input
        label={t('conditions.field.path')}
        value={row.path}
        offers={facts.map(({ path }) => path)}
        change={(path) => path !== '' && change({ ...row, path })}
      />
      <Choice
        label={t('conditions.field.operator')}
        value={row.op}
        choices={rowOperators.map((op) => ({ value: op, label: t(`conditions.operator.${op}`) }))}
        change={(op) => change(withOperator(row, op as RowOperator))}
      />
      {row.op === 'exists' || row.op === 'missing' ? null : (
        <Input
          label={t('conditions.field.value')}
          title={row.op === 'in' ? t('conditions.listHint') : t('conditions.valueHint')}
          value={row.op === 'in' ? listText(row.values) : valueText(row.values[0] === undefined ? '' : row.values[0])}
          offers={values}
          change={(text) => change({ ...row, values: row.op === 'in' ? readList(text) : [readValue(text)] })}
        />
      )}
    </>
  )
}

function EventFields({ row, change, offers }: Given<Extract<Row, { readonly kind: 'event' }>>) {
  const { t, f } = useWords()
  const { aggregate, op, value } = row
  const events = offers.vocabulary?.events ?? []
  const properties = events.find(({ name }) => name === aggregate.event)?.properties ?? []
  const set = (next: Partial<typeof aggregate>) => change({ ...row, aggregate: { ...aggregate, ...next } })
  return (
    <>
      <Input
        label={t('conditions.field.event')}
        value={aggregate.event}
        offers={events.map(({ name }) => name)}
        change={(event) => event !== '' && set({ event })}
      />
      <Choice
        label={t('conditions.field.fn')}
        value={aggregate.fn}
        choices={FUNCTIONS.map((fn) => ({ value: fn, label: t(`conditions.fn.${fn}`) }))}
        change={(fn) =>
          change({ ...row, aggregate: withFunction(aggregate, fn as AggregateFunction, properties[0]?.path) })
        }
      />
      {aggregate.fn === 'count' ? null : (
        <Input
          label={t('conditions.field.of')}
          value={aggregate.of ?? ''}
          offers={properties.map(({ path }) => path)}
          change={(of) => of !== '' && set({ of })}
        />
      )}
      <Choice
        label={t('conditions.field.operator')}
        value={op}
        choices={comparisons.map((one) => ({ value: one, label: t(`conditions.times.${one}`) }))}
        change={(one) => change({ ...row, op: comparisons.find((known) => known === one) ?? op })}
      />
      <Input
        label={t('conditions.field.value')}
        narrow
        value={valueText(value)}
        offers={[]}
        change={(text) => change({ ...row, value: readValue(text) })}
      />
      <Choice
        label={t('conditions.field.within')}
        value={aggregate.within ?? ''}
        choices={spansWith(aggregate.within).map((span) => ({
          value: span,
          label: span === '' ? t('conditions.ever') : t('conditions.say.within', { span: spanWords({ t, f }, span) }),
        }))}
        change={(span) => {
          const { within: _before, ...rest } = aggregate
          change({ ...row, aggregate: span === '' ? rest : { ...rest, within: span } })
        }}
      />
    </>
  )
}

const spansWith = (own: string | undefined): readonly string[] =>
  own === undefined || SPANS.includes(own) ? ['', ...SPANS] : ['', ...SPANS, own]

type EventRow = Extract<Row, { readonly kind: 'event' }>

function withFunction(aggregate: EventRow['aggregate'], fn: AggregateFunction, first = 'total'): EventRow['aggregate'] {
  const { of, ...rest } = aggregate
  return fn === 'count' ? { ...rest, fn } : { ...rest, fn, of: of ?? first }
}

function TextFields({ row, change }: Given<Extract<Row, { readonly kind: 'text' }>>) {
  const { t } = useWords()
  const [broken, setBroken] = useState(false)
  return (
    <Input
      label={t('conditions.field.text')}
      value={printedText(row.condition)}
      offers={[]}
      wide
      invalid={broken}
      change={(text) => {
        const parsed = parsedText(text)
        setBroken(parsed.condition === undefined)
        if (parsed.condition !== undefined) change({ kind: 'text', condition: parsed.condition })
      }}
    />
  )
}

/** A field that tells what was typed when one leaves it or presses Enter, and offers what is known. */
function Input({
  label,
  value,
  offers,
  change,
  narrow = false,
  wide = false,
  invalid = false,
  title,
}: {
  label: string
  value: string
  offers: readonly string[]
  change: (text: string) => void
  narrow?: boolean
  wide?: boolean
  invalid?: boolean
  title?: string
}) {
  const id = useId()
  const tell = (text: string) => (text === value ? undefined : change(text))
  return (
    <>
      <input
        key={value}
        className={`${css.input} ${narrow ? css.narrow : ''} ${wide ? css.wide : ''}`}
        aria-label={label}
        aria-invalid={invalid}
        title={title}
        defaultValue={value}
        list={offers.length === 0 ? undefined : id}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        onBlur={(event) => tell(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          tell(event.currentTarget.value)
        }}
      />
      {offers.length === 0 ? null : (
        <datalist id={id}>
          {offers.map((offer) => (
            <option key={offer} value={offer} />
          ))}
        </datalist>
      )}
    </>
  )
}

function Choice({
  label,
  choices,
  change,
  value,
}: Pick<ComponentProps<'select'>, 'value'> & {
  label: string
  choices: readonly { readonly value: string; readonly label: string }[]
  change: (value: string) => void
}) {
  return (
    <select
      className={css.choice}
      aria-label={label}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  )
}
