// Which two editions stand beside each other. The choice stands in the address; what they differ in is shown by others.
import type { ComponentProps } from 'react'
import { Select } from '../parts/Select.tsx'
import { useWords } from '../words/use.ts'
import css from './versions.module.css'

/** The edition that is still being written. */
export const DRAFT = 'draft'

type Chosen = {
  readonly older: string
  readonly newer: string
  readonly choose: (change: { readonly older: string } | { readonly newer: string }) => void
}

type Given = Chosen & {
  /** Numbers of the versions, as text. */
  readonly versions: readonly string[]
  /** What is being written may be chosen, too. */
  readonly draft: boolean
}

/** The two fields, for numbered versions. */
export function Pair({ versions, draft, ...chosen }: Given) {
  const { t, f } = useWords()
  const choices = [
    ...(draft ? [{ value: DRAFT, label: t('versions.draft') }] : []),
    ...versions.map((value) => ({ value, label: t('versions.version', { version: f.whole(Number(value)) }) })),
  ]
  return <PairOf choices={choices} {...chosen} />
}

/** The two fields, for whatever can be chosen. */
export function PairOf({ choices, older, newer, choose }: Chosen & Pick<ComponentProps<typeof Select>, 'choices'>) {
  const { t } = useWords()
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
