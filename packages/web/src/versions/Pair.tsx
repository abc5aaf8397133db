// Which two editions stand beside each other. The choice stands in the address; what they differ in is shown by others.
import { Select } from '../parts/Select.tsx'
import { useWords } from '../words/use.ts'
import css from './versions.module.css'

/** The edition that is still being written. */
export const DRAFT = 'draft'

type Given = {
  /** Numbers of the versions, as text. */
  readonly versions: readonly string[]
  /** What is being written may be chosen, too. */
  readonly draft: boolean
  readonly older: string
  readonly newer: string
  readonly choose: (change: { readonly older: string } | { readonly newer: string }) => void
}

/** The two fields. */
export function Pair({ versions, draft, older, newer, choose }: Given) {
  const { t, f } = useWords()
  const choices = [
    ...(draft ? [{ value: DRAFT, label: t('versions.draft') }] : []),
    ...versions.map((value) => ({ value, label: t('versions.version', { version: f.whole(Number(value)) }) })),
  ]
  return (
    <div className={css.pair}>
      <Select
        label={t('versions.older')}
        choices={choices}
        value={older}
        onChange={({ currentTarget }) => choose({ older: currentTarget.value })}
      />
      <Select
        label={t('versions.newer')}
        choices={choices}
        value={newer}
        onChange={({ currentTarget }) => choose({ newer: currentTarget.value })}
      />
    </div>
  )
}
