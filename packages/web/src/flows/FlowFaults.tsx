// What hinders publishing, or may surprise, in words.
import type { ApiFlowFault } from '@lotse/protocol'
import { StateMark } from '../parts/Mark.tsx'
import { useWords } from '../words/use.ts'
import { faultWords } from './fault-words.ts'
import css from './flow-page.module.css'

/** The list. */
export function FlowFaults({ faults }: { faults: readonly ApiFlowFault[] }) {
  const { t } = useWords()
  if (faults.length === 0) return <p className={css.quiet}>{t('flow.edit.noFaults')}</p>
  const errors = faults.filter(({ severity }) => severity === 'error').length
  return (
    <>
      {errors === 0 ? null : <p className={css.quiet}>{t('flow.edit.errors', { count: errors })}</p>}
      <ul className={css.faults}>
        {faults.map((fault) => (
          <li key={`${fault.code} ${fault.step} ${fault.field}`}>
            <StateMark tone={fault.severity === 'error' ? 'harm' : 'attention'}>
              {t(`flow.edit.${fault.severity}`)}
            </StateMark>
            <span>
              <strong>
                {fault.step === null ? t('flow.edit.inFlow') : t('flow.edit.inStep', { step: fault.step })}
              </strong>{' '}
              {faultWords(t, fault)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
