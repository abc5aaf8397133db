// Which days and which channel figures are of: two short lists for a bar, kept in the address.
import { Select } from '../parts/Select.tsx'
import { useWords } from '../words/use.ts'
import { spanOf, spans, spanText } from './span.ts'

type Given = {
  readonly span: string | undefined
  readonly channel: string | undefined
  readonly channels: readonly string[]
  readonly change: (more: { readonly span?: string | undefined; readonly via?: string | undefined }) => void
}

/** The lists. */
export function Asking({ span, channel, channels, change }: Given) {
  const { t } = useWords()
  // A channel that the address names stays choosable, even where nobody came by it in these days.
  const all = channel === undefined || channels.includes(channel) ? channels : [...channels, channel]
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
    </>
  )
}
