// What a check of a file found: how many rows are good, and the first that are not, with their reasons.
import type { ImportCheck } from '@lotse/protocol'
import { faultText } from '../mapping/fault.ts'
import { Notice } from '../parts/Notice.tsx'
import { useWords } from '../words/use.ts'
import css from './files.module.css'

/** The result. */
export function CheckResult({ check: { checked, complete, good, bad, faults } }: { check: ImportCheck }) {
  const { t, f } = useWords()
  const kind = bad === 0 ? 'proof' : good === 0 ? 'harm' : 'attention'
  const title = t('files.checked', { good: f.whole(good), bad: f.whole(bad) })
  return (
    <Notice kind={kind} title={title}>
      {complete ? null : <p>{t('files.checkedPart', { count: f.whole(checked) })}</p>}
      {faults.length === 0 ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <ul className={css.faults} tabIndex={0}>
          {faults.map((fault) => (
            <li key={fault.row} title={fault.detail}>
              <b>{t('files.row', { row: f.whole(fault.row) })}</b> {faultText(t, fault)}
            </li>
          ))}
        </ul>
      )}
      {bad > 0 && good > 0 ? <p>{t('files.badLater')}</p> : null}
    </Notice>
  )
}
