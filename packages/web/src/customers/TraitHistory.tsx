// Traits with where each came from: every statement that is kept, newest first, with its source.
import type { Customer, TraitStatement } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { Card } from '../parts/Card.tsx'
import { useWords } from '../words/use.ts'
import css from './page.module.css'
import { shownValue, valueText } from './shown-value.ts'
import { channelWords } from './why-sentences.ts'

/** The card; a trait opens its history. */
export function Traits({ customer: { id, traits } }: { customer: Customer }) {
  const { t, f } = useWords()
  const [asked, setAsked] = useState(false)
  const { data } = useQuery({
    queryKey: ['traits', id],
    queryFn: ({ signal }) => call('listTraitHistory', { params: { id } }, signal),
    enabled: asked,
  })
  const entries = Object.entries(traits)
  return (
    <Card title={t('customer.traits')}>
      {entries.length === 0 ? <p className={css.quiet}>{t('customer.noTraits')}</p> : null}
      {entries.map(([name, value]) => (
        <details key={name} className={css.trait} onToggle={() => setAsked(true)}>
          <summary className={css.fact} title={t('customer.traitHistory', { name })}>
            <span>{name}</span>
            <span>{shownValue(f, value)}</span>
          </summary>
          <History items={data?.items.filter((item) => item.name === name)} />
        </details>
      ))}
    </Card>
  )
}

function History({ items }: { items: readonly TraitStatement[] | undefined }) {
  const { t, f } = useWords()
  if (items === undefined) return null
  if (items.length === 0) return <p className={css.quiet}>{t('customer.traitUntold')}</p>
  return (
    <ul className={css.history}>
      {items.map(({ value, at, source, channel }) => (
        <li key={`${at} ${valueText(value)}`}>
          {t('customer.traitFrom', {
            value: shownValue(f, value),
            date: f.instant(Date.parse(at)),
            from: `${source?.name ?? t('customer.ours')} · ${channelWords(t, channel)}`,
          })}
        </li>
      ))}
    </ul>
  )
}
