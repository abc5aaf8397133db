// The scales in a table: what each is called, where it begins and ends, and whether it is asked for. Decides nothing.
import type { Criterion, InsightScales } from '@lotse/protocol'
import { Button } from '../../parts/Button.tsx'
import { StateMark } from '../../parts/Mark.tsx'
import { Table } from '../../parts/Table.tsx'
import css from '../../settings/settings.module.css'
import { useWords } from '../../words/use.ts'
import { scaleName } from '../page/queries.ts'

type Given = {
  readonly scales: InsightScales
  /** Undefined: the reader may not. */
  readonly save: ((to: InsightScales) => void) | undefined
  readonly edit: (criterion: Criterion) => void
}

/** The scales with one of them changed. */
const withCriterion = (scales: InsightScales, criterion: Criterion): InsightScales => ({
  ...scales,
  criteria: scales.criteria.map((one) => (one.key === criterion.key ? criterion : one)),
})

/** The table. */
export function Criteria({ scales, save, edit }: Given) {
  const { t, f } = useWords()
  const head = [
    t('insightSettings.weighing.name'),
    t('insightSettings.weighing.range'),
    t('insightSettings.weighing.step'),
    t('insightSettings.weighing.state'),
  ]
  return (
    <Table stacks label={t('insightSettings.weighing.scales')} head={save === undefined ? head : [...head, '']}>
      {scales.criteria.map((criterion) => {
        const { key, min, max, step, unit, off } = criterion
        const name = scaleName(criterion, f.language)
        return (
          <tr key={key}>
            <td>
              <bdi>{name}</bdi>
            </td>
            <td>{t(`insightPage.weighing.range.${unit}`, { min: f.number(min), max: f.number(max) })}</td>
            <td>{f.number(step)}</td>
            <td>
              <StateMark tone={off ? 'plain' : 'proof'}>
                {t(`insightSettings.weighing.${off ? 'off' : 'on'}`)}
              </StateMark>
            </td>
            {save === undefined ? null : (
              <td>
                <div className={css.row}>
                  <Button
                    kind="quiet"
                    aria-label={t('insightSettings.weighing.editThis', { name })}
                    onClick={() => edit(criterion)}
                  >
                    {t('units.edit')}
                  </Button>
                  <Button
                    kind="quiet"
                    aria-label={t(`insightSettings.weighing.${off ? 'turnOnThis' : 'turnOffThis'}`, { name })}
                    onClick={() => save(withCriterion(scales, { ...criterion, off: !off }))}
                  >
                    {t(`insightSettings.weighing.${off ? 'turnOn' : 'turnOff'}`)}
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
