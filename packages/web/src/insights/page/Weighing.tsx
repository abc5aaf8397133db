// What an insight is given on scales, and what that scores by the formulas. Computes nothing itself.
import type { Criterion, Formula, InsightScales } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useMay } from '../../app/member.ts'
import { Card } from '../../parts/Card.tsx'
import { Field } from '../../parts/Field.tsx'
import { Answer } from '../../parts/states.tsx'
import { Table, tableCss } from '../../parts/Table.tsx'
import { useWords } from '../../words/use.ts'
import { scalesQuery } from '../data.ts'
import { formulaText } from './formula-text.ts'
import css from './page.module.css'
import { scaleName, type Whole } from './queries.ts'
import { useChanging } from './WorkCard.tsx'

type Given = { readonly insight: Whole; readonly name: string }

/** The card. */
export function Weighing(given: Given) {
  const { t } = useWords()
  const query = useQuery(scalesQuery)
  return (
    <Card title={t('insightPage.weighing.title')}>
      <Answer query={query}>{({ scales }) => <Scales {...given} scales={scales} />}</Answer>
    </Card>
  )
}

function Scales({ insight, name, scales }: Given & { readonly scales: InsightScales }) {
  const { t, f } = useWords()
  const { work } = insight
  const mayWork = useMay()('insights.work', { ownerId: work.department.id })
  const counted = work.reach?.from === 'counted' ? scales.reach : null
  const asked = scales.criteria.filter(({ off, key }) => !off && key !== counted)
  return (
    <div className="stack">
      <div className={css.scales}>
        {asked.map((criterion) => (
          <OnScale key={criterion.key} {...{ insight, name, criterion, mayWork }} />
        ))}
      </div>
      <p className="quiet">
        {work.reach === null
          ? t('insightPage.weighing.noReach')
          : t(`insightPage.weighing.${work.reach.from}`, { formatted: f.whole(work.reach.value) })}
      </p>
      <Table
        label={t('insightPage.weighing.scores')}
        head={[t('insightPage.weighing.formula'), { figures: t('insightPage.weighing.score') }]}
      >
        {scales.formulas.map((formula) => (
          <Score key={formula.key} formula={formula} scales={scales} value={work.scores[formula.key] ?? null} />
        ))}
      </Table>
    </div>
  )
}

type ScoreGiven = { readonly formula: Formula; readonly scales: InsightScales; readonly value: number | null }

function Score({ formula, scales, value }: ScoreGiven) {
  const { t, f } = useWords()
  return (
    <tr>
      <td>
        <b>{scaleName(formula, f.language)}</b>
        <span className={css.how}>{formulaText(t, f, { formula, scales })}</span>
      </td>
      <td className={tableCss.figures}>{value === null ? t('insightPage.weighing.unknown') : f.number(value)}</td>
    </tr>
  )
}

type OnScaleGiven = Given & { readonly criterion: Criterion; readonly mayWork: boolean }

/** A value on one scale, kept when one leaves the field or presses Enter. */
function OnScale({ insight, name, criterion, mayWork }: OnScaleGiven) {
  const { t, f } = useWords()
  const { send } = useChanging({ insight, name })
  const { key, min, max, step, unit } = criterion
  const value = insight.work.inputs[key]
  const own = value === undefined ? '' : String(value)
  const [typed, setTyped] = useState(own)
  const sent = useRef(own)
  useEffect(() => {
    setTyped(own)
    sent.current = own
  }, [own])
  const keep = () => {
    // Enter and then leaving the field say it once.
    if (typed === sent.current) return
    sent.current = typed
    void send({ do: 'scores', inputs: { [key]: typed.trim() === '' ? null : Number(typed) } }).then(({ refused }) => {
      if (refused === 0) return
      setTyped(own)
      sent.current = own
    })
  }
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        keep()
      }}
    >
      <Field
        type="number"
        label={scaleName(criterion, f.language)}
        hint={t(`insightPage.weighing.range.${unit}`, { min: f.number(min), max: f.number(max) })}
        value={typed}
        min={min}
        max={max}
        step={step}
        readOnly={!mayWork}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onBlur={keep}
      />
    </form>
  )
}
