// The formulas in a table, each as people read it. Computes nothing.
import type { Formula, InsightScales } from '@lotse/protocol'
import { Button } from '../../parts/Button.tsx'
import { Table } from '../../parts/Table.tsx'
import css from '../../settings/settings.module.css'
import { useWords } from '../../words/use.ts'
import { formulaText } from '../page/formula-text.ts'
import { scaleName } from '../page/queries.ts'

type Given = {
  readonly scales: InsightScales
  /** Undefined: the reader may not. */
  readonly save: ((to: InsightScales) => void) | undefined
  readonly edit: (formula: Formula) => void
}

/** The table. */
export function Formulas({ scales, save, edit }: Given) {
  const { t, f } = useWords()
  const head = [t('insightSettings.weighing.name'), t('insightPage.weighing.formula')]
  const without = ({ key }: Formula) => ({ ...scales, formulas: scales.formulas.filter((one) => one.key !== key) })
  if (scales.formulas.length === 0) return <p className={css.above}>{t('insightSettings.weighing.noFormulas')}</p>
  return (
    <Table stacks label={t('insightSettings.weighing.formulas')} head={save === undefined ? head : [...head, '']}>
      {scales.formulas.map((formula) => {
        const name = scaleName(formula, f.language)
        return (
          <tr key={formula.key}>
            <td>
              <bdi>{name}</bdi>
            </td>
            <td>{formulaText(t, f, { formula, scales })}</td>
            {save === undefined ? null : (
              <td>
                <div className={css.row}>
                  <Button
                    kind="quiet"
                    aria-label={t('insightSettings.weighing.editThis', { name })}
                    onClick={() => edit(formula)}
                  >
                    {t('units.edit')}
                  </Button>
                  <Button
                    kind="quiet"
                    aria-label={t('insightSettings.weighing.removeThis', { name })}
                    onClick={() => save(without(formula))}
                  >
                    {t('insightPage.evidence.remove')}
                  </Button>
                </div>
              </td>
            )}
          </tr>
        )
      })}
    </Table>
  )
}
