// What the first records become by a mapping, as the server reads them: before anything is taken.
import type { Mapping, RecordTried } from '@lotse/protocol'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../api.ts'
import { Json } from '../parts/Json.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Answer } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { faultText } from './fault.ts'
import css from './mapping.module.css'

const SHOWN = 3

/** The first records. @param records - as they were read from a file or sent by a webhook. */
export function Becomes({ mapping, records }: { mapping: Mapping; records: readonly unknown[] }) {
  const { t } = useWords()
  const first = records.slice(0, SHOWN)
  const query = useQuery({
    queryKey: ['try-mapping', mapping, first],
    queryFn: ({ signal }) =>
      call('tryMapping', { body: { mapping, records: JSON.parse(JSON.stringify(first)) } }, signal),
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <section className={css.becomes} aria-label={t('mapping.tried')}>
      <h3>{t('mapping.tried')}</h3>
      <Answer query={query}>
        {({ items }) => (
          <ol aria-live="polite">
            {items.map((tried, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: records have no other name, and keep their place.
              <Tried key={at} tried={tried} number={at + 1} />
            ))}
          </ol>
        )}
      </Answer>
    </section>
  )
}

function Tried({ tried: { messages, fault }, number }: { tried: RecordTried; number: number }) {
  const { t } = useWords()
  return (
    <li>
      <div className={css.triedLine}>
        <StateMark tone={fault === null ? 'proof' : 'harm'}>
          {t(fault === null ? 'mapping.good' : 'mapping.bad', { number })}
        </StateMark>
        {fault === null ? null : <span title={fault.detail}>{faultText(t, fault)}</span>}
      </div>
      {messages.length === 0 ? null : (
        <details>
          <summary>{t('mapping.messages', { count: messages.length })}</summary>
          <Json value={messages} label={t('mapping.messages', { count: messages.length })} />
        </details>
      )}
    </li>
  )
}
