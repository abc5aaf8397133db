// Which days, which channel and which segment figures are of: short lists for a bar, kept in the address.
import { calledIn } from '../atlas/called.ts'
import { Select } from '../parts/Select.tsx'
import { useWords } from '../words/use.ts'
import { spanOf, spans, spanText } from './span.ts'
import type { Segment } from './use-reality.ts'

/** What of the address the lists change. */
export type AskedFor = { readonly [Name in 'span' | 'via' | 'seg']?: string | undefined }

type Given = {
  readonly span: string | undefined
  readonly channel: string | undefined
  readonly channels: readonly string[]
  readonly segment?: string | undefined
  /** Those that are counted apart; without any there is no list of them. */
  readonly segments?: readonly Segment[]
  readonly change: (more: AskedFor) => void
}

/** The lists. */
export function Asking({ span, channel, channels, segment, segments = [], change }: Given) {
  const { t, f } = useWords()
  // A channel that the address names stays choosable, even where nobody came by it in these days.
  const all = channel === undefined || channels.includes(channel) ? channels : [...channels, channel]
  const named = segments.map((one) => ({
    value: one.segment,
    label: calledIn(one.name, f.language) || t('library.unnamed'),
  }))
  return (
    <>
      <Select
        label={t('reality.time')}
        hidden
        value={spanOf(span)}
        choices={spans.map((value) => ({ value, label: t(`reality.span.${value}`) }))}
        onChange={({ currentTarget }) => change({ span: spanText(spanOf(currentTarget.value)) })}
      />
      <Select
        label={t('reality.channel')}
        hidden
        value={channel ?? ''}
        choices={[{ value: '', label: t('reality.channels') }, ...all.map((name) => ({ value: name, label: name }))]}
        onChange={({ currentTarget }) => change({ via: currentTarget.value || undefined })}
      />
      {named.length === 0 ? null : (
        <Select
          label={t('reality.segment')}
          hidden
          value={segment ?? ''}
          choices={[{ value: '', label: t('reality.segments') }, ...named]}
          onChange={({ currentTarget }) => change({ seg: currentTarget.value || undefined })}
        />
      )}
    </>
  )
}
