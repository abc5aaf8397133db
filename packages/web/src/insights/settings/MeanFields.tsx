// Which scales count in a mean, how much each, and where less is better. Keeps nothing.
import type { InsightScales } from '@lotse/protocol'
import { Table } from '../../parts/Table.tsx'
import { useWords } from '../../words/use.ts'
import { scaleName } from '../page/queries.ts'
import { type Term, type Terms, withTerm } from './computed.ts'
import css from './weighing.module.css'

type Given = {
  readonly scales: InsightScales
  readonly of: Terms
  readonly choose: (of: Terms) => void
}

/** The table of fields. */
export function MeanFields({ scales, of, choose }: Given) {
  const { t } = useWords()
  const head = [
    t('insightSettings.weighing.name'),
    t('insightSettings.weighing.weight'),
    t('insightSettings.weighing.lessIsBetter'),
  ]
  const known = new Map(of.map((term) => [term.criterion, term]))
  return (
    <Table label={t('insightSettings.weighing.parts')} head={head}>
      {scales.criteria
        .filter(({ key, off }) => !off || known.has(key))
        .map((criterion) => {
          const term = known.get(criterion.key) ?? { criterion: criterion.key, weight: 0, inverted: false }
          return (
            <TermRow key={criterion.key} criterion={criterion} term={term} set={(next) => choose(withTerm(of, next))} />
          )
        })}
    </Table>
  )
}

type RowGiven = {
  readonly criterion: InsightScales['criteria'][number]
  readonly term: Term
  readonly set: (term: Term) => void
}

function TermRow({ criterion, term, set }: RowGiven) {
  const { t, f } = useWords()
  const name = scaleName(criterion, f.language)
  return (
    <tr>
      <td>
        <bdi>{name}</bdi>
      </td>
      <td>
        <input
          className={css.weight}
          type="number"
          min={0}
          max={100}
          step="any"
          aria-label={t('insightSettings.weighing.weightOf', { name })}
          value={term.weight}
          onChange={({ currentTarget }) => set({ ...term, weight: Number(currentTarget.value) })}
        />
      </td>
      <td>
        <input
          className={css.box}
          type="checkbox"
          aria-label={t('insightSettings.weighing.lessOf', { name })}
          checked={term.inverted}
          disabled={!(term.weight > 0)}
          onChange={({ currentTarget }) => set({ ...term, inverted: currentTarget.checked })}
        />
      </td>
    </tr>
  )
}
