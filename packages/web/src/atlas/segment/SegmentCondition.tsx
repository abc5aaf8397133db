// Who belongs to a segment: a condition on what is known of a customer, kept when one says so. Counts nobody itself.
import type { AtlasRecord, Condition, Json } from '@lotse/protocol'
import { useEffect, useState } from 'react'
import { useMay } from '../../app/member.ts'
import { ConditionEditor } from '../../conditions/ConditionEditor.tsx'
import { CountOf } from '../../conditions/Count.tsx'
import { beyondProfile } from '../../conditions/profile.ts'
import { Reading } from '../../conditions/ReadingText.tsx'
import { parsedText, printedText } from '../../conditions/text.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { useWords } from '../../words/use.ts'
import type { Keeping } from '../RecordFields.tsx'
import css from './segment.module.css'

type Given = {
  readonly segment: AtlasRecord
  readonly mayEdit: boolean
  readonly keep: Pick<Keeping, 'set'>
}

/** What somebody is writing. `from`: what stood there when they began; `text`: null while it cannot be read. */
type Draft = { readonly from: string; readonly text: string | null }

/** The card. */
export function SegmentCondition({ segment, mayEdit, keep }: Given) {
  const { t } = useWords()
  const kept = keptText(segment)
  const [draft, setDraft] = useState<Draft | null>(null)
  // What others keep meanwhile comes in, but not over what is being written.
  const { from, text } = draft ?? { from: kept, text: kept }
  const same = draft !== null && printedAs(draft.text) === kept
  useEffect(() => {
    if (same) setDraft(null)
  }, [same])
  return (
    <Card title={t('segments.title')} note={t('segments.note')}>
      {mayEdit ? (
        <div className="stack">
          <ConditionEditor key={from} text={from} change={(next) => setDraft({ from, text: next })} about="profile" />
          <Foot text={text} kept={kept} keep={keep} />
        </div>
      ) : (
        <p>{kept === '' ? t('segments.none') : <Reading text={kept} />}</p>
      )}
    </Card>
  )
}

type Written = { readonly text: string | null; readonly kept: string; readonly keep: Given['keep'] }

/** What can be done with what is written: keep it, where it can be; and how many customers it means. */
function Foot({ text, kept, keep }: Written) {
  const { t } = useWords()
  const may = useMay()('customers.read')
  const condition = text === null ? undefined : parsedText(text).condition
  const beyond = condition !== undefined && beyondProfile(condition)
  const bad = text === null || beyond
  return (
    <>
      {beyond ? <Notice kind="attention">{t('segments.beyond')}</Notice> : null}
      <div className={css.foot}>
        <Button
          kind="primary"
          disabled={bad || printedAs(text) === kept}
          onClick={() => keep.set('condition', asJson(condition))}
        >
          {t('segments.keep')}
        </Button>
        {may ? <CountOf filters={bad || text === '' ? undefined : { cond: text }} /> : null}
      </div>
      <p className="quiet">{t('segments.measure')}</p>
    </>
  )
}

/** What is written in the form in which it is kept; null while it cannot be. */
function printedAs(text: string | null): string | null {
  if (text === null) return null
  const { condition } = parsedText(text)
  return condition === undefined ? '' : printedText(condition)
}

/** The condition as text, as the record has it; the server keeps none that cannot be read. */
function keptText({ fields: { condition = null } }: AtlasRecord): string {
  return condition === null ? '' : printedText(JSON.parse(JSON.stringify(condition)) as Condition)
}

const asJson = (condition: Condition | undefined): Json =>
  condition === undefined ? null : (JSON.parse(JSON.stringify(condition)) as Json)
